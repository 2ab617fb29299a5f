"""Which grade the figures of one event reach, by the table in force then and there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rongcuo.determination.derivation.facts import Values
from rongcuo.law.derivation.derivations import Edition, Grade, Record, Scalar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a grade beside the figures: whether it holds, none while a figure is open."""

    grade: Grade
    figures: Mapping[str, int]
    holds: bool | None


def applicable(editions: Iterable[Edition], record: Record, row: Values) -> tuple[Edition | None, ...]:
    """The editions that may govern the row: one, or several while its day or place is open.

    None among them: for some day that the row may have, no edition is in force.
    """
    declared = tuple(editions)
    day = row.get(record.dated_by or "")
    place = row.get(record.located_by or "")
    days: Iterable[Scalar] = days_of(declared) if day is None else (day,)
    places = [None, *(edition.locality for edition in declared)] if place is None else [place]
    found = (in_force(declared, each, where) for each in days for where in places if isinstance(each, date))
    return tuple({each and (each.locality, each.since): each for each in found}.values())


def in_force(editions: tuple[Edition, ...], day: date, place: Scalar | None) -> Edition | None:
    """The local edition of that day, else the national one; of several, the one that began last."""
    in_time = [
        edition for edition in editions if edition.since <= day and (edition.until is None or day <= edition.until)
    ]
    for locality in (place, None):
        here = [edition for edition in in_time if edition.locality == locality]
        if here:
            return max(here, key=lambda edition: edition.since)
    return None


def days_of(editions: Iterable[Edition]) -> tuple[date, ...]:
    """One day before the first edition, and one on either side of each change."""
    return tuple(dict.fromkeys(day for edition in editions for day in _changes(edition)))


def reached(edition: Edition, grade: str, row: Values) -> bool | None:
    """Whether the row is of ``grade`` or a graver one; none while an open figure decides."""
    results = {ground.holds for ground in grounds(edition, grade, row)}
    return True if True in results else None if None in results else False


def grounds(edition: Edition, grade: str, row: Values) -> Iterator[Ground]:
    """Every ground of ``grade`` and of the graver ones, gravest first."""
    for each in edition.grades:
        for ground in each.grounds:
            yield Ground(each, ground, _holds(ground, row))
        if each.id == grade:
            return


def _holds(ground: Mapping[str, int], row: Values) -> bool | None:
    results = {_meets(row.get(name), threshold) for name, threshold in ground.items()}
    return False if False in results else None if None in results else True


def _meets(figure: Scalar | None, threshold: int) -> bool | None:
    """以上 includes the number itself; a yes meets ``true`` because it counts as one."""
    return None if not isinstance(figure, int) else figure >= threshold


def _changes(edition: Edition) -> Iterator[date]:
    yield from (_before(edition.since), edition.since)
    if edition.until is not None:
        yield from (edition.until, _after(edition.until))


def _before(day: date) -> date:
    return day if day == date.min else day - _DAY


def _after(day: date) -> date:
    return day if day == date.max else day + _DAY
