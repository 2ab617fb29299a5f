"""The packs that this installation carries, by policy, by date and by digest."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path

from rongcuo.base import Problem, RongcuoError, Severity
from rongcuo.law.nearest import nearest
from rongcuo.law.pack import Pack, Policy
from rongcuo.law.reader import FRONT, read
from rongcuo.law.readings import apply

PACKS = resources.files("rongcuo") / "packs"
"""Where the packs stand: ``<policy>/<effective-from>/``."""


class PackError(RongcuoError):
    """No pack can be given; ``problems`` say what is on file."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("；".join(problem.text() for problem in problems))
        self.problems = problems


class UnknownPolicy(PackError):
    """No edition of a policy of this name is here."""


class NotInForce(PackError):
    """The policy's earliest edition here takes effect after the date asked for."""


class UnknownDigest(PackError):
    """No edition with this digest is here."""


class UnknownReading(PackError):
    """A choice of readings that the pack does not know."""


class FaultyPack(PackError):
    """The pack is here and cannot be used as it stands."""


def packs() -> tuple[tuple[str, date], ...]:
    """Every policy with the day each of its editions takes effect, oldest first."""
    return tuple(sorted((policy, day) for policy, day, _ in _editions()))


def folder(policy: str, on: date | None = None) -> Traversable:
    """The folder of the edition of ``policy`` in force on ``on``, or of the newest.

    Raises:
        UnknownPolicy: no edition of this policy is here.
        NotInForce: every edition here takes effect after ``on``.
    """
    editions = {day: place for name, day, place in _editions() if name == policy}
    if not editions:
        params = {"name": policy, "nearest": nearest(policy, (name for name, _ in packs()))}
        raise UnknownPolicy(Problem("law.unknown_policy", params))
    in_force = [day for day in editions if on is None or day <= on]
    if not in_force:
        params = {"policy": policy, "first": min(editions).isoformat(), "on": str(on)}
        raise NotInForce(Problem("law.not_in_force", params))
    return editions[max(in_force)]


def load(policy: str, on: date | None = None) -> Pack:
    """The edition of ``policy`` in force on ``on``, or the newest.

    Raises:
        UnknownPolicy: no edition of this policy is here.
        NotInForce: every edition here takes effect after ``on``.
        FaultyPack: the edition cannot be used as it stands.
    """
    place = folder(policy, on)
    return _load(policy, date.fromisoformat(place.name))


def load_policy(policy: str, on: date | None = None, readings: Mapping[str, str] | None = None) -> Policy:
    """The edition of ``policy`` in force on ``on``, or the newest, under ``readings`` (defaults for the rest).

    Raises :class:`PackError` with its problems: what :func:`load` raises, and
    :class:`UnknownReading` for a reading or value that the pack does not declare.
    """
    return _under(load(policy, on), readings or {})


def policy_of(folder: str | PathLike[str], readings: Mapping[str, str] | None = None) -> Policy:
    """The pack in any folder under ``readings``.

    Raises :class:`FaultyPack` with everything wrong in it, and
    :class:`UnknownReading` as :func:`load_policy` does.
    """
    return _under(_sound(*read(Path(folder))), readings or {})


def load_by_digest(digest: str) -> Pack:
    """The edition whose files have ``digest``, as an entry of a case file pins it.

    Raises:
        UnknownDigest: no edition with this digest is here.
        FaultyPack: an edition cannot be used as it stands.
    """
    for policy, day in packs():
        pack = _load(policy, day)
        if pack.digest == digest:
            return pack
    raise UnknownDigest(Problem("law.unknown_digest", {"digest": digest}))


@cache
def _load(policy: str, day: date) -> Pack:
    """What departs from its own text is refused too: a receipt names the text it was made under."""
    return _sound(*read(PACKS / policy / day.isoformat()))


def _sound(pack: Pack | None, problems: Iterable[Problem]) -> Pack:
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if pack is None or errors:
        raise FaultyPack(*errors)
    return pack


def _under(pack: Pack, readings: Mapping[str, str]) -> Policy:
    policy = apply(pack, readings)
    if not isinstance(policy, Policy):
        raise UnknownReading(*policy)
    return policy


def _editions() -> Iterator[tuple[str, date, Traversable]]:
    for policy in PACKS.iterdir():
        for edition in policy.iterdir() if policy.is_dir() else ():
            if edition.is_dir() and (edition / FRONT).is_file():
                yield policy.name, date.fromisoformat(edition.name), edition
