"""The annual summary: every figure of a year counted over the facts of the files, with the entries behind it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rongcuo.reports.facts import Decided, Event, FileFacts
from rongcuo.reports.figures import FIGURES, OUTCOMES, RATIOS, Unit, found_in
from rongcuo.reports.steps import Between, Taken, Timing
from rongcuo.reports.view import Period, View

Hit = tuple[str, int]
"""A file and an entry of it."""


@dataclass(slots=True)
class Count:
    """How many acts, files, persons, units and matters a figure has found, and in which entries."""

    hits: list[Hit] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    matters: set[str] = field(default_factory=set)

    def add(self, file: FileFacts, entry: int) -> None:
        """Count one entry of a file."""
        self.hits.append((file.casefile, entry))
        (self.persons if file.party_kind == "person" else self.units).add(file.party)
        self.matters.add(file.matter)

    @property
    def files(self) -> int:
        """Files, each once."""
        return len({casefile for casefile, _ in self.hits})

    def of(self, unit: Unit) -> int:
        """The count in one unit."""
        counted: Mapping[Unit, int] = {
            "次": len(self.hits), "人次": self.files, "人": len(self.persons), "个": len(self.units),
            "件": len(self.matters),
        }  # fmt: skip
        return counted[unit]

    def dump(self) -> dict[str, int]:
        """The count in every unit, as a report keeps it."""
        return {
            "acts": len(self.hits), "files": self.files, "persons": len(self.persons), "units": len(self.units),
            "matters": len(self.matters),
        }  # fmt: skip


Dimension = Literal["rank", "organisation_kind", "matter", "nature", "against", "deciding"]

RANKS: Mapping[str, str] = {
    "121": "bureau", "122": "bureau", "131": "division", "132": "division", "141": "section", "142": "section",
    "150": "below_section", "160": "below_section",
}  # fmt: skip
"""The level of a rank code (GB/T 12407); any other has none."""

_KEYS: Mapping[Dimension, Callable[[FileFacts, Decided, Mapping[str, str]], Iterable[str]]] = {
    "matter": lambda _, decided, __: decided.matters,
    "nature": lambda _, decided, __: decided.natures,
    "rank": lambda file, _, __: (RANKS.get(file.rank, "none") if file.party_kind == "person" else "unit",),
    "organisation_kind": lambda file, _, kinds: (kinds.get(file.organisation, ""),),
    "deciding": lambda file, _, __: (file.deciding,),
    "against": lambda _, decided, __: decided.against,
}
"""How a decision falls under each heading; under some it can fall several times, so they have no total."""

SEVERAL: frozenset[Dimension] = frozenset({"matter", "nature", "against"})


@dataclass(frozen=True, slots=True)
class Check:
    """Two sides that must be equal."""

    id: str
    left: int
    right: int

    @property
    def holds(self) -> bool:
        """Whether they are."""
        return self.left == self.right


@dataclass(frozen=True)
class Summary:
    """The figures of one period over some files."""

    period: Period
    counts: Mapping[str, Count]
    tables: Mapping[Dimension, Mapping[str, Mapping[str, Count]]]
    """By heading and key: the outcomes."""
    steps: tuple[Taken, ...]
    wholly: int
    partly: int
    """Matters in which all parties are exempt, and those in which some are."""
    files: Mapping[str, int]
    """Every file that was looked at, with the entry up to which."""

    def value(self, figure: str) -> int:
        """A figure in its own unit."""
        return self.counts[figure].of(FIGURES[figure].unit)

    def share(self, ratio: str) -> tuple[int, int]:
        """Numerator and denominator of a share, in its unit."""
        told = RATIOS[ratio]
        unit = told.unit
        parts = (self.counts[told.numerator], self.counts[told.denominator])
        if unit == "人":
            return parts[0].of("人") + parts[0].of("个"), parts[1].of("人") + parts[1].of("个")
        return parts[0].of(unit), parts[1].of(unit)

    @property
    def checks(self) -> tuple[Check, ...]:
        """The internal checks: a summary whose sides differ says so."""
        value = self.value
        return (
            Check(
                "flow",
                value("carried_over") + value("started") + value("reopened"),
                value("decided_acts") + value("transferred") + value("terminated")
                + value("carried_forward"),
            ),
            Check("outcomes", sum(value(outcome) for outcome in OUTCOMES), value("decided")),
            Check("pleas", value("pleaded_in_time") + value("pleaded_late") + value("no_plea"), value("decided")),
            Check("consent", value("exempt_owing"), value("exempt_consented")),
        )  # fmt: skip

    def dump(self) -> dict[str, object]:
        """Plain JSON without the entries behind the figures: what is kept of a report, and what a command prints."""
        return {
            "period": [self.period.first.isoformat(), self.period.last.isoformat()],
            "figures": {name: count.dump() for name, count in self.counts.items()},
            "shares": {name: list(self.share(name)) for name in RATIOS},
            "tables": {
                dimension: {key: {name: cell.files for name, cell in row.items()} for key, row in rows.items()}
                for dimension, rows in self.tables.items()
            },
            "steps": {
                each.step.id: {"count": each.count, "median": each.median, "p90": each.at(0.9), "longest": each.longest}
                for each in self.steps
            },
            "matters": {"wholly_exempt": self.wholly, "partly_exempt": self.partly},
            "checks": {check.id: [check.left, check.right] for check in self.checks},
        }


class Counting:
    """A summary while it is being counted: file by file, none of which it keeps."""

    def __init__(self, period: Period, between: Between, kinds: Mapping[str, str]) -> None:
        self.period, self.kinds = period, kinds
        self.counts = {name: Count() for name in FIGURES}
        self.tables: dict[Dimension, dict[str, dict[str, Count]]] = {dimension: {} for dimension in _KEYS}
        self.timing = Timing(between)
        self.exempt: dict[str, list[bool]] = {}
        self.looked_at: dict[str, int] = {}

    def add(self, file: FileFacts) -> None:
        """Count one file."""
        if not _concerns(file, self.period):
            return
        view = View(file, self.period)
        self.looked_at[file.casefile] = view.events[-1].entry
        for name, event in found_in(view):
            self.counts[name].add(file, event.entry)
        self.timing.add(view)
        if view.outcome is not None:
            self._tabulate(file, *view.outcome)

    def _tabulate(self, file: FileFacts, event: Event, decided: Decided) -> None:
        self.exempt.setdefault(file.matter, []).append(decided.decision == "exempt")
        for dimension, keys in _KEYS.items():
            for key in keys(file, decided, self.kinds):
                row = self.tables[dimension].setdefault(key, {outcome: Count() for outcome in OUTCOMES})
                if decided.decision in row:
                    row[decided.decision].add(file, event.entry)

    @property
    def summary(self) -> Summary:
        """What has been counted; a matter is exempt only if all its parties are."""
        found = list(self.exempt.values())
        wholly, partly = sum(map(all, found)), sum(any(each) and not all(each) for each in found)
        return Summary(self.period, self.counts, self.tables, self.timing.taken, wholly, partly, self.looked_at)


def summarise(
    files: Iterable[FileFacts], periods: Sequence[Period], between: Between, kinds: Mapping[str, str]
) -> tuple[Summary, ...]:
    """The summaries of some periods in one pass; ``kinds`` gives the kind of each organisation by its id."""
    counting = [Counting(period, between, kinds) for period in periods]
    for file in files:
        for each in counting:
            each.add(file)
    return tuple(each.summary for each in counting)


def _concerns(file: FileFacts, period: Period) -> bool:
    """Whether a file had been opened by the end of the period, and waited in it or had an entry in it or later."""
    return file.opened_on <= period.last and (file.is_pending or file.last_on >= period.first)
