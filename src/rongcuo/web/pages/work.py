"""The figures of the day, the quality review and similar cases as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rongcuo.base import Answer
from rongcuo.ledger import ERASED
from rongcuo.office.summaries.naming import COLUMNS, DIMENSIONS, RANK_LABELS, Naming
from rongcuo.office.summaries.reviewing import Reviewed
from rongcuo.office.summaries.today import Today
from rongcuo.reports.figures import FIGURES, OUTCOMES
from rongcuo.reports.quality import Noted
from rongcuo.reports.similar import Likeness
from rongcuo.reports.summary import Dimension
from rongcuo.web.clauses import Law

STANDING = ("consent_under_way", "clarification_outstanding", "effects_outstanding", "rectification_reported",
            "rectification_running", "rectification_overdue")  # fmt: skip
"""The figures of what is under way."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A label with its numbers."""

    label: str
    values: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with its working days."""

    label: str
    median: str
    p90: str
    count: int


@dataclass(frozen=True)
class TodayPage:
    """What the template of the figures shows."""

    today: Today
    law: Law
    wanted: str

    @property
    def open_files(self) -> tuple[TableRow, ...]:
        """Waiting files by stage, in the order of the procedure."""
        table = self.law.policy.pack.procedure
        found = self.today.open_files
        stages = [stage for stage in table.stages if stage.id in found] if table else []
        return tuple(TableRow(stage.label, tuple(found[stage.id]), sum(found[stage.id])) for stage in stages)

    @property
    def duties(self) -> tuple[TableRow, ...]:
        """Duties with how many are overdue, due soon, later; the most overdue first."""
        table = self.law.policy.pack.procedure
        labels = {duty.id: duty.label for duty in table.duties} if table else {}
        rows = [TableRow(labels.get(duty, duty), counts, sum(counts)) for duty, counts in self.today.duties.items()]
        return tuple(sorted(rows, key=lambda row: (-row.values[0], -row.values[1], row.label)))

    @property
    def steps(self) -> tuple[StepRow, ...]:
        """Times of the last twelve months."""
        return tuple(
            StepRow(each.step.label, _days(each.median), _days(each.at(0.9)), each.count)
            for each in self.today.summary.steps
        )

    @property
    def standing(self) -> tuple[TableRow, ...]:
        """What is under way or late, of the last twelve months."""
        summary = self.today.summary
        return tuple(TableRow(FIGURES[name].label, (summary.value(name),), summary.value(name)) for name in STANDING)

    @property
    def pleas(self) -> tuple[TableRow, ...]:
        """Defences of the decided files."""
        summary = self.today.summary
        names = ("pleaded_in_time", "pleaded_late", "no_plea")
        return tuple(TableRow(FIGURES[name].label, (summary.value(name),), summary.value(name)) for name in names)

    @property
    def by(self) -> Dimension:
        """The heading that was asked for."""
        return next((name for name in DIMENSIONS if name == self.wanted), "matter")

    @property
    def heading(self) -> str:
        return DIMENSIONS[self.by]

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Every heading with its label."""
        return list(DIMENSIONS.items())

    @property
    def columns(self) -> tuple[str, ...]:
        """The outcomes."""
        return tuple(COLUMNS[name] for name in OUTCOMES)

    @property
    def outcomes(self) -> tuple[TableRow, ...]:
        """The outcomes by the heading that was asked for."""
        naming, found = Naming(self.today, self.law), self.today.summary.tables[self.by]
        rows = []
        for key in naming.order(self.by, found):
            values = tuple(found[key][name].files for name in OUTCOMES)
            rows.append(TableRow(naming.key(self.by, key), values, sum(values)))
        return tuple(rows)


@dataclass(frozen=True, slots=True)
class NotedRow:
    """A decision that was noted."""

    number: str
    address: str
    party: str
    on: date
    decision: str
    standing: str
    reason: str


@dataclass(frozen=True)
class QualityPage:
    """What the template of the review shows."""

    reviewed: Reviewed
    law: Law

    @property
    def decided(self) -> int:
        return self.reviewed.quality.decided

    @property
    def departures(self) -> tuple[NotedRow, ...]:
        """Decisions outside of what the law still allowed, or while it was open, with the reasons."""
        return tuple(map(self._row, self.reviewed.quality.departures))

    @property
    def unsettled(self) -> tuple[NotedRow, ...]:
        """Decisions taken while a finding that mattered was not settled."""
        return tuple(map(self._row, self.reviewed.quality.unsettled))

    @property
    def unlike(self) -> tuple[tuple[str, tuple[NotedRow, ...]], ...]:
        """Groups with the same settled findings and different decisions."""
        return tuple(
            ("、".join(self.law.finding(name) for name, _ in group.answers), tuple(map(self._row, group.decisions)))
            for group in self.reviewed.quality.unlike
        )

    def _row(self, noted: Noted) -> NotedRow:
        file, decided = self.reviewed.files[noted.file.casefile], noted.event.decided
        place = (noted.file.casefile, noted.event.entry)
        return NotedRow(
            number=file.number,
            address=f"/cases/{file.pk}/?all=yes#e-{noted.event.entry}",
            party=file.party_name,
            on=noted.event.on,
            decision=self.law.decision(decided.decision) if decided else "",
            standing=self.law.standing(decided.standing) if decided and decided.standing else "未确定",
            reason=self.reviewed.reasons.get(place, "—") or ERASED,
        )


@dataclass(frozen=True, slots=True)
class LikeRow:
    """An earlier case beside the present one."""

    title: str
    source: str
    about: str
    decision: str
    alike: tuple[str, ...]
    contrary: tuple[str, ...]
    only_there: tuple[str, ...]
    only_here: int


def like_rows(found: Iterable[Likeness], law: Law) -> tuple[LikeRow, ...]:
    """The earlier cases in words, the most alike first."""
    return tuple(_like(each, law) for each in found)


def _like(each: Likeness, law: Law) -> LikeRow:
    precedent = each.precedent
    parts = [f"{precedent.year}年" if precedent.year else "", RANK_LABELS.get(precedent.rank, "")]
    return LikeRow(
        title=precedent.title or "本区已办结案卷（隐去身份）",
        source=precedent.source if precedent.source.startswith("http") else "",
        about="，".join(filter(None, parts)),
        decision=law.decision(precedent.decision) if precedent.decision else "见标题",
        alike=tuple(_found(name, precedent.answers[name], law) for name in each.alike),
        contrary=tuple(_found(name, precedent.answers[name], law) for name in each.contrary),
        only_there=tuple(_found(name, precedent.answers[name], law) for name in each.only_there),
        only_here=len(each.only_here),
    )


def _found(name: str, answer: str, law: Law) -> str:
    """``集体研究：是``: a finding with its answer in its own words."""
    yes, no = law.policy.pack.findings[name].words
    return f"{law.finding(name)}：{yes if answer == Answer.ESTABLISHED.value else no}"


def _days(days: int | None) -> str:
    return "—" if days is None else str(days)
