"""Finite stand-ins for what an open fact may be: one value on either side of every point a term asks for.

Terms ask only whether a number or a date is, reaches or stays below a given
value; so between two such values it makes no difference which one it is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rongcuo.determination.derivation.grading import days_of
from rongcuo.law import Pack
from rongcuo.law.derivation.derivations import (
    Cases,
    Chosen,
    Combined,
    Compare,
    Count,
    Fact,
    Graded,
    Member,
    Named,
    Scalar,
    Term,
)

Asked = tuple[str, tuple[Scalar, ...]]
"""A fact or field, and the values that it is compared with there."""


@dataclass(frozen=True, slots=True)
class Domains:
    """The facts of one pack, with the branches that its readings choose."""

    pack: Pack
    readings: Mapping[str, str]

    def repeated(self, term: Term) -> tuple[str, ...]:
        """The facts and fields that ``term`` asks in more than one place: weighing each place apart may mislead."""
        places = Counter(name for name, _ in self.asked(term))
        return tuple(name for name, count in places.items() if count > 1)

    def cells(self, fact: Fact, points: Iterable[Scalar]) -> tuple[Scalar, ...]:
        """What an open ``fact`` may be, as far as ``points`` can tell."""
        if fact.type == "yes_or_no":
            return (True, False)
        if fact.type == "code":
            return tuple(choice.id for choice in fact.codes)
        if fact.type == "date":
            days = [day.toordinal() for day in points if isinstance(day, date)] or [date.min.toordinal()]
            return tuple(date.fromordinal(day) for day in _around(days, date.min.toordinal(), date.max.toordinal()))
        return _around([0, *(number for number in points if isinstance(number, int))], 0)

    def points(self, term: Term, name: str) -> tuple[Scalar, ...]:
        """The values that ``term`` compares ``name`` with."""
        return tuple(point for asked, points in self.asked(term) if asked == name for point in points)

    def asked(self, term: Term) -> Iterator[Asked]:
        """Every place that asks a fact or field, values resolved to the facts they rest on."""
        match term:
            case Named(name=name) | Member(name=name):
                yield from self._asked_of(name, ())
            case Compare(name=name, value=value):
                yield from self._asked_of(name, (value,))
            case Combined(terms=terms):
                yield from (each for inner in terms for each in self.asked(inner))
            case Chosen(reading=reading, branches=branches):
                yield from self.asked(branches[self.readings[reading]])
            case Cases(lines=lines):
                yield from (each for line in lines if line.when is not None for each in self.asked(line.when))
            case Count(record=record, where=where):
                yield from self._asked_in_rows(record, where)
            case Graded(table=table):
                yield from self._asked_by_table(table)

    def _asked_of(self, name: str, points: tuple[Scalar, ...]) -> Iterator[Asked]:
        value = self.pack.derivable.values.get(name)
        if value is None:
            yield name, points
        else:
            yield from self.asked(value.term)

    def _asked_in_rows(self, record: str, where: Term | None) -> Iterator[Asked]:
        """A fact asked of every row is asked more than once; the rows' own fields are settled row by row."""
        fields = self.pack.derivable.records[record].fields
        for name, points in self.asked(where) if where is not None else ():
            if name not in fields:
                yield from ((name, points), (name, points))

    def _asked_by_table(self, table: str) -> Iterator[Asked]:
        editions = self.pack.derivable.tables[table]
        record = self.pack.derivable.records[editions[0].record]
        if record.dated_by:
            yield record.dated_by, days_of(editions)
        if record.located_by:
            yield record.located_by, ()
        figures: dict[str, set[int]] = {}
        for ground in (ground for edition in editions for grade in edition.grades for ground in grade.grounds):
            for name, threshold in ground.items():
                figures.setdefault(name, set()).add(threshold)
        yield from ((name, tuple(sorted(thresholds))) for name, thresholds in figures.items())


def _around(points: Iterable[int], lowest: int, highest: int | None = None) -> tuple[int, ...]:
    near = {number for point in points for number in (point - 1, point, point + 1)}
    return tuple(sorted(number for number in near if number >= lowest and (highest is None or number <= highest)))
