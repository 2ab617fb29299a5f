"""What an entry records beside the act: everything a rule of the day gave.

``evolve`` consults no pack and no calendar, so whatever they said when the
act was judged is written down with it: the stage, who may read from now on,
the timing of a defence, the count of a vote, the determination compared.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from rongcuo.base import Answer
from rongcuo.casefile.state import Adopted, Tally


@dataclass(frozen=True, slots=True)
class Granted:
    """Sight of the file for a person, or for functions of an organ, with the audience it gives."""

    audience: str
    person: str | None = None
    organ: str | None = None
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """A limit as counted that day; ``working_day`` is the day's number where it was in time."""

    last_day: date
    provisional: bool
    in_time: bool = True
    working_day: int | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """The last day of a limit as it was told: whatever calendar comes later, it never moves earlier."""

    limit: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Compared:
    """The determination that stood beside a conclusion or a decision."""

    standing: str
    possible: tuple[str, ...]
    missing: tuple[str, ...]
    departs: bool
    receipt: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """The part of an entry's body that ``decide`` adds to the act."""

    stage: str
    grants: tuple[Granted, ...] = ()
    ended: tuple[str, ...] = ()
    """Persons who lose sight of the file."""
    left: tuple[str, ...] = ()
    """Organs that lose sight of it."""
    timing: Timing | None = None
    shown: tuple[str, ...] = ()
    """The sealed texts and files of evidence that the entry puts before its readers, by id."""
    announced: tuple[Announced, ...] = ()
    tally: Tally | None = None
    compared: Compared | None = None
    adopted: tuple[Adopted, ...] = ()
    """What another file of the matter has, as it stood there."""

    def dump(self) -> dict[str, object]:
        """Plain JSON without what is not there."""
        parts = {part.name: getattr(self, part.name) for part in fields(self)}
        return {name: _plain(value) for name, value in parts.items() if value not in (None, ())}

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        """Read what :meth:`dump` wrote."""
        return cls(
            stage=stored["stage"],
            grants=tuple(_granted(row) for row in stored.get("grants", ())),
            ended=tuple(stored.get("ended", ())),
            left=tuple(stored.get("left", ())),
            timing=_timing(stored["timing"]) if "timing" in stored else None,
            shown=tuple(stored.get("shown", ())),
            announced=tuple(map(_announced, stored.get("announced", ()))),
            tally=Tally(**stored["tally"]) if "tally" in stored else None,
            compared=_compared(stored["compared"]) if "compared" in stored else None,
            adopted=tuple(Adopted(**{**row, "answer": Answer(row["answer"])}) for row in stored.get("adopted", ())),
        )


def _plain(value: Any) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return {name: _leaf(item) for name, item in asdict(value).items() if item is not None}


def _leaf(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Answer):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _granted(row: Mapping[str, Any]) -> Granted:
    return Granted(row["audience"], row.get("person"), row.get("organ"), tuple(row["functions"]))


def _timing(row: Mapping[str, Any]) -> Timing:
    return Timing(**{**row, "last_day": date.fromisoformat(row["last_day"])})


def _announced(row: Mapping[str, Any]) -> Announced:
    return Announced(row["limit"], date.fromisoformat(row["last_day"]))


def _compared(row: Mapping[str, Any]) -> Compared:
    return Compared(**{**row, "possible": tuple(row["possible"]), "missing": tuple(row["missing"])})
