"""The annual summary: every figure of a year counted over the facts of the files, with the entries behind it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rongcuo.reports.facts import Decided, FileFacts
from rongcuo.reports.figures import FIGURES, OUTCOMES, RATIOS, Unit, found_in
from rongcuo.reports.steps import Between, Taken, taken
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


def summarise(files: Sequence[FileFacts], period: Period, between: Between, kinds: Mapping[str, str]) -> Summary:
    """The summary of a period; ``kinds`` gives the kind of each organisation by its id."""
    views = [View(file, period) for file in files if _concerns(file, period)]
    counts = {name: Count() for name in FIGURES}
    tables: dict[Dimension, dict[str, dict[str, Count]]] = {dimension: {} for dimension in _KEYS}
    for view in views:
        for name, event in found_in(view):
            counts[name].add(view.file, event.entry)
        _tabulate(view, kinds, tables)
    wholly, partly = _matters(views)
    looked_at = {view.file.casefile: view.events[-1].entry for view in views}
    return Summary(period, counts, tables, taken(views, between), wholly, partly, looked_at)


def _concerns(file: FileFacts, period: Period) -> bool:
    """Whether a file had been opened by the end of the period, and waited in it or had an entry in it or later."""
    return file.opened_on <= period.last and (file.is_pending or file.last_on >= period.first)


def _tabulate(view: View, kinds: Mapping[str, str], tables: dict[Dimension, dict[str, dict[str, Count]]]) -> None:
    if view.outcome is None:
        return
    event, decided = view.outcome
    for dimension, keys in _KEYS.items():
        for key in keys(view.file, decided, kinds):
            row = tables[dimension].setdefault(key, {outcome: Count() for outcome in OUTCOMES})
            if decided.decision in row:
                row[decided.decision].add(view.file, event.entry)


def _matters(views: Iterable[View]) -> tuple[int, int]:
    """Matters decided in the period: a matter is exempt only if all its parties are."""
    exempt: dict[str, list[bool]] = {}
    for view in views:
        if view.outcome is not None:
            exempt.setdefault(view.file.matter, []).append(view.outcome[1].decision == "exempt")
    found = list(exempt.values())
    return sum(map(all, found)), sum(any(each) and not all(each) for each in found)
