"""The annual summary as a page: every number a link to its entries, every figure with its definition."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from rongcuo.base import ClauseRef
from rongcuo.office.summaries.gathering import Gathered
from rongcuo.office.summaries.naming import COLUMNS, DIMENSIONS, Naming
from rongcuo.reports.figures import FIGURES, OUTCOMES, RATIOS, SECTIONS, Figure, Ratio
from rongcuo.reports.steps import Taken
from rongcuo.reports.summary import Dimension, Summary
from rongcuo.web.clauses import Law
from rongcuo.web.marks import Chip


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, and where its entries are; no address for nought."""

    value: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure or a share: now, before, what it means."""

    label: str
    unit: str
    now: Cell | None
    share: str
    before: str
    definition: str
    chip: Chip | None
    also: str
    """The same counted in persons, units and matters."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the figures."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A large number with what stands below it."""

    cell: Cell
    label: str
    chip: Chip | None
    below: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """The outcomes by a heading: columns, rows, the total where a decision falls under one row only."""

    by: Dimension
    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...], Cell], ...]
    total: tuple[int, ...]
    several: bool
    others: tuple[tuple[str, str], ...]
    """Label and address of the other headings."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step with its times, in working days, and where the marks stand in a hundred parts of the longest."""

    label: str
    chip: Chip | None
    median: str
    p90: str
    longest: str
    count: int
    limit: str
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """An internal check with its two sides."""

    label: str
    left: int
    right: int
    holds: bool


@dataclass(frozen=True)
class SummaryPage:
    """What the template shows."""

    gathered: Gathered
    law: Law
    asked: Mapping[str, str]

    @property
    def summary(self) -> Summary:
        return self.gathered.summary

    @property
    def naming(self) -> Naming:
        return Naming(self.gathered, self.law)

    def cell(self, figure: str) -> Cell:
        """A figure in its own unit."""
        value = self.summary.value(figure)
        return Cell(value, self._address(figure=figure) if value else "")

    @property
    def named(self) -> dict[str, Cell]:
        """Every figure by its id."""
        return {name: self.cell(name) for name in FIGURES}

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The five large numbers."""
        value = self.summary.value
        below = (
            f"同意{value('consent_given')}，不同意{value('consent_refused')}，待批复{value('consent_under_way')}",
            f"本年澄清{value('clarification_done')}，尚未澄清{value('clarification_outstanding')}",
            f"整改到位{value('rectification_done')}，逾期{value('rectification_overdue')}",
            f"已办{value('appeals_decided')}，变更或者撤销{value('appeals_changed')}",
            f"全部当事人免责{self.summary.wholly}件，部分{self.summary.partly}件",
        )
        figures = ("consent_requested", "clarification_due", "rectification_issued", "appeals_filed", "decided")
        return tuple(
            Tile(self.cell(name), FIGURES[name].label, self._chip(FIGURES[name].clause), words)
            for name, words in zip(figures, below, strict=True)
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every figure and share, section by section."""
        return tuple(Part(words["label"], tuple(self._lines(section))) for section, words in SECTIONS.items())

    def _lines(self, section: str) -> Iterator[Line]:
        for figure in FIGURES.values():
            if figure.section == section:
                yield self._figure(figure)
        for ratio in RATIOS.values():
            if ratio.section == section:
                yield self._ratio(ratio)

    def _figure(self, figure: Figure) -> Line:
        count = self.summary.counts[figure.id]
        counted = (("人", len(count.persons)), ("个单位", len(count.units)), ("件", len(count.matters)))
        also = "、".join(f"{number}{unit}" for unit, number in counted if number)
        return Line(
            label=figure.label,
            unit=figure.unit,
            now=self.cell(figure.id),
            share="",
            before=str(self.gathered.before.value(figure.id)),
            definition=figure.definition,
            chip=self._chip(figure.clause),
            also=also,
        )

    def _ratio(self, ratio: Ratio) -> Line:
        return Line(
            label=ratio.label,
            unit=ratio.unit,
            now=None,
            share=share_in_words(self.summary.share(ratio.id)),
            before=share_in_words(self.gathered.before.share(ratio.id)),
            definition=ratio.definition,
            chip=None,
            also="",
        )

    @property
    def crossing(self) -> Crossing:
        """The outcomes by the heading that was asked for."""
        by = self.by
        found = self.summary.tables[by]
        rows = [(key, found[key]) for key in self.naming.order(by, found)]
        labels = tuple(
            (
                self.naming.key(by, key),
                tuple(
                    Cell(row[name].files, self._crossed(by, key, name) if row[name].hits else "") for name in OUTCOMES
                ),
                Cell(sum(row[name].files for name in OUTCOMES)),
            )
            for key, row in rows
        )
        total = tuple(sum(row[name].files for _, row in rows) for name in OUTCOMES)
        others = tuple((label, self._query(by=name)) for name, label in DIMENSIONS.items() if name != by)
        columns = tuple(COLUMNS[name] for name in OUTCOMES)
        return Crossing(by, DIMENSIONS[by], columns, labels, (*total, sum(total)), by in self.naming.several, others)

    @property
    def by(self) -> Dimension:
        """The heading that was asked for; the matters of 3.1 otherwise."""
        return next((name for name in DIMENSIONS if name == self.asked.get("by")), "matter")

    @property
    def steps(self) -> tuple[StepLine, ...]:
        """The steps with their times."""
        longest = max((each.at(0.9) or 0 for each in self.summary.steps), default=0) or 1
        return tuple(self._step(each, longest) for each in self.summary.steps)

    def _step(self, each: Taken, longest: int) -> StepLine:
        middle, high = each.median, each.at(0.9)
        return StepLine(
            label=each.step.label,
            chip=self._chip(each.step.clause),
            median=_or_dash(middle),
            p90=_or_dash(high),
            longest=_or_dash(each.longest),
            count=each.count,
            limit=self._limit(each.step.limit),
            at=((middle or 0) * 100 // longest, (high or 0) * 100 // longest),
        )

    def _limit(self, name: str) -> str:
        table = self.law.policy.pack.procedure
        limit = table.limits.get(name) if table and name else None
        if limit is None:
            return "条文未规定"
        kind = "内部" if limit.internal else "法定"
        return f"{kind}{limit.length}{_LIMIT_UNITS.get(limit.unit, '')}"

    def _chip(self, clause: str) -> Chip | None:
        return self.law.chip(ClauseRef.parse(clause))

    @property
    def checks(self) -> tuple[CheckLine, ...]:
        """The internal checks in words."""
        return tuple(CheckLine(CHECKS[check.id], check.left, check.right, check.holds) for check in self.summary.checks)

    def _crossed(self, by: str, key: str, figure: str) -> str:
        return self._address(figure=figure, by=by, key=key)

    def _address(self, **more: str) -> str:
        return f"/summary/entries/?{urlencode(self._kept() | more)}"

    def _query(self, **more: str) -> str:
        return f"/summary/?{urlencode(self._kept() | more)}#crossing"

    def _kept(self) -> dict[str, str]:
        asked = {name: value for name, value in self.asked.items() if value and name != "by"}
        return {"year": str(self.gathered.year)} | asked


_LIMIT_UNITS: Mapping[str, str] = {"working_day": "个工作日", "calendar_day": "天", "month": "个月", "year": "年"}

CHECKS: Mapping[str, str] = {
    "flow": "上年结转、本年启动、重新办理之和，等于作出决定、移送、终止、结转下年之和",
    "outcomes": "各种决定结果之和，等于已作决定",
    "pleas": "期限内申辩、逾期申辩、未申辩之和，等于已作决定",
    "consent": "应当报请同意的免责决定，等于其中已经同意的",
}


def share_in_words(share: tuple[int, int]) -> str:
    """``3/12（25.0%）``; a dash where there is nothing to divide by."""
    numerator, denominator = share
    return f"{numerator}/{denominator}（{numerator * 100 / denominator:.1f}%）" if denominator else "—"


def _or_dash(days: int | None) -> str:
    return "—" if days is None else str(days)


def hits_of(summary: Summary, figure: str, by: str, key: str) -> Iterable[tuple[str, int]]:
    """The entries behind a number of the page; nothing for a number that it does not have."""
    tables: Mapping[str, Mapping[str, Mapping[str, object]]] = {
        str(name): rows for name, rows in summary.tables.items()
    }
    if by:
        cell = tables.get(by, {}).get(key, {}).get(figure)
        return getattr(cell, "hits", ())
    return summary.counts[figure].hits if figure in summary.counts else ()
