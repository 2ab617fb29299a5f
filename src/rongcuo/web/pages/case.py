"""The page of a case file, in the order in which it is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rongcuo.base import Refusal
from rongcuo.casefile import Actor, DutyOnFile, DutyState, Holder, Option, Record, limits_on_file
from rongcuo.determination import Determination
from rongcuo.law.procedure import Stage
from rongcuo.ledger import Break
from rongcuo.web.marks import DONE, Chip, Lamp, lamp, numbered, short_date
from rongcuo.web.pages.after import After, after
from rongcuo.web.pages.course import DocumentLink, EntryLine, line
from rongcuo.web.pages.derived import derived_rows
from rongcuo.web.pages.findings import (
    ClaimRow,
    FindingRow,
    MissingRow,
    claim_rows,
    finding_rows,
    immaterial,
    missing_rows,
    settled,
)
from rongcuo.web.pages.inquiry import KeptRow, StepRow, copy_rows, interference_rows, step_rows
from rongcuo.web.pages.limits import LimitShown, limit_shown
from rongcuo.web.pages.onfile import OnFile
from rongcuo.web.pages.particulars import Particular
from rongcuo.web.pages.proof import Proof, proof
from rongcuo.web.pages.tree import TreeRow, open_rows, tree_rows
from rongcuo.web.pages.under_readings import UnderReadings, under_readings
from rongcuo.workdays import remaining

_SHORT = 6
"""So many entries are shown at first."""

_FIRST = 8
"""So many open findings are shown at first."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the breadcrumb; the last one has no address."""

    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class StageCell:
    """A stage of the strip: ``past``, ``now`` or ahead."""

    label: str
    place: str
    note: str


@dataclass(frozen=True, slots=True)
class DutyCell:
    """A duty beside the stage."""

    label: str
    lamp: Lamp
    ground: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A standing that the law still allows."""

    label: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An act that the reader may do now, or why not."""

    label: str
    address: str
    chip: Chip | None
    why: str = ""
    owed: bool = False
    """Whether it discharges what this reader owes on the file now."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The clause beside the tree."""

    label: str
    passage: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the page of a case file shows."""

    party: str
    title: str
    trail: tuple[Step, ...]
    meta: tuple[str, ...]
    stages: tuple[StageCell, ...]
    duties: tuple[DutyCell, ...]
    """What is owed now."""
    other_duties: tuple[DutyCell, ...]
    other_duties_note: str
    allowed: tuple[Outcome, ...]
    counted: str
    course: tuple[EntryLine, ...]
    course_note: str
    earliest_first: bool
    shortened: bool
    claims: tuple[ClaimRow, ...]
    no_claims: str
    findings: tuple[FindingRow, ...]
    findings_note: str
    steps: tuple[StepRow, ...]
    interferences: tuple[KeptRow, ...]
    copies: tuple[KeptRow, ...]
    options: tuple[OptionLine, ...]
    barred: tuple[OptionLine, ...]
    limits: tuple[LimitShown, ...]
    missing: tuple[MissingRow, ...] | None
    more_missing: tuple[MissingRow, ...]
    immaterial: str
    tree: tuple[TreeRow, ...]
    beside: Beside | None
    under_readings: UnderReadings | None
    documents: tuple[DocumentLink, ...]
    papers: str
    """Where documents are prepared; empty for whoever does not handle the file."""
    similar: str
    people: tuple[Particular, ...]
    proof: Proof
    record: tuple[Step, ...]
    after: After | None
    """None before a decision has been served or the file has ended."""
    calendar: str

    @property
    def missing_count(self) -> int:
        """How many open findings can still change the result."""
        return len(self.missing or ()) + len(self.more_missing)

    @property
    def first(self) -> OptionLine | None:
        """The first lawful act by which this reader does what is owed: the page's main button."""
        return next((option for option in self.options if option.owed), None)


@dataclass(frozen=True, slots=True)
class View:
    """Who reads, what was asked for, and what the reader may see besides the file itself."""

    reader: Actor
    records: Sequence[Record]
    digests: Sequence[str]
    documents: Sequence[tuple[int, DocumentLink]]
    options: Sequence[Option]
    duties: Sequence[DutyOnFile]
    determination: Determination | None
    """None where it is not the reader's to see."""
    everything: bool
    earliest_first: bool
    breaks: Sequence[Break]
    witnessed: int
    """Up to which entry checkpoints outside the database cover the file."""
    record: Sequence[Step]
    """What whoever keeps the record of the file does with it."""


def case_page(on: OnFile, view: View) -> CasePage:
    """The page for this reader."""
    determination = view.determination
    lines, tree = _course(on, view), tree_rows(determination, on.law) if determination else ()
    owed = [duty for duty in view.duties if duty.state is DutyState.OWED]
    others = [duty for duty in view.duties if duty.state is not DutyState.OWED]
    allowed = [option for option in view.options if option.allowed]
    may = {option.row.id for option in allowed}
    mine = {duty.duty.act for duty in owed if duty.held_by(view.reader)}
    claims = claim_rows(on, "answer_claim" in may)
    missing = missing_rows(determination, on, "record_finding" in may) if determination else ()
    return CasePage(
        party=on.party,
        title=on.title,
        trail=(Step("案卷", "/cases/"), Step(f"{on.number}　{on.party}")),
        meta=_meta(on),
        stages=_stages(on),
        duties=tuple(duty_cell(duty, on) for duty in owed),
        other_duties=tuple(duty_cell(duty, on) for duty in others),
        other_duties_note=_other_duties(others),
        allowed=_allowed(determination, on),
        counted=_counted(determination, on),
        course=lines,
        course_note=_course_note(lines, view),
        earliest_first=view.earliest_first,
        shortened=len(lines) < len(view.records),
        claims=claims,
        no_claims=_no_claims(on),
        findings=(*finding_rows(on), *derived_rows(on)),
        findings_note=_answered(claims),
        steps=step_rows(on),
        interferences=interference_rows(on),
        copies=copy_rows(on),
        options=tuple(option_line(option, on, owed=option.row.id in mine) for option in allowed),
        barred=tuple(_barred(option, on) for option in view.options if _stands_in_the_way(option)),
        limits=_limits(on, view.duties),
        missing=missing[:_FIRST] if determination else None,
        more_missing=missing[_FIRST:],
        immaterial=immaterial(determination, on) if determination else "",
        tree=tree,
        beside=_beside(tree, on),
        under_readings=under_readings(determination, on.law) if determination else None,
        documents=tuple(document for _, document in view.documents),
        papers=f"{on.address}documents/" if determination else "",
        similar=f"{on.address}similar/",
        people=_people(on),
        proof=proof(on, view.breaks, view.digests, view.witnessed),
        record=tuple(view.record),
        after=after(on),
        calendar=on.calendar.edition.isoformat(),
    )


def _stands_in_the_way(option: Option) -> bool:
    """The reader's own, of this stage, and not possible now."""
    return option.mine and option.here and not option.allowed


def why(refusals: Iterable[Refusal]) -> str:
    """The reasons as one line."""
    return "".join(dict.fromkeys(refusal.text() for refusal in refusals))


def _meta(on: OnFile) -> tuple[str, ...]:
    file = on.state.file
    rank = on.law.choice("rank", file.rank)
    officers = f"承办 {on.people(on.state.officers)}" if on.state.officers else "尚未指定承办人"
    parts = (on.number, on.text(file.post), rank, on.organ(file.organisation), officers)
    return tuple(part for part in parts if part)


def _stages(on: OnFile) -> tuple[StageCell, ...]:
    table = on.law.policy.pack.procedure
    stages = table.stages if table else ()
    now = on.state.stage
    ended = next((stage for stage in stages if stage.id == now and stage.early_end), None)
    reached = on.state.reached
    line_ = [stage for stage in stages[1:] if not stage.early_end]
    position = next((place for place, stage in enumerate(line_) if stage.id == now), -1)
    if ended:
        passed = [stage for stage in line_ if stage.id in reached]
        cells = [StageCell(stage.label, "past", short_date(reached[stage.id])) for stage in passed]
        return (*cells, StageCell(ended.label, "now", ""))
    return tuple(_stage(stage, place - position, reached.get(stage.id)) for place, stage in enumerate(line_))


def _stage(stage: Stage, ahead: int, reached: date | None) -> StageCell:
    """A stage that lies behind without having been entered (consent that was not owed) is not ticked."""
    if ahead > 0:
        return StageCell(stage.label, "", "")
    if reached is None:
        return StageCell(stage.label, "", "未经过")
    return StageCell(stage.label, "now" if ahead == 0 else "past", short_date(reached))


_STATES = {DutyState.AHEAD: Lamp("ring", "grey", "将须办"), DutyState.DONE: DONE}


def duty_cell(item: DutyOnFile, on: OnFile) -> DutyCell:
    """A duty with its lamp and whoever owes it."""
    mark = _STATES.get(item.state) or _owed(item, on)
    own = f"。{on.law.own_limit}" if item.limit and item.limit.limit.internal else ""
    ground = f"由{_holders(item.holders, on)}办理{own}"
    label = numbered(item.duty.label, item.item.number if item.item else 0)
    return DutyCell(label, mark, ground, on.law.chip(item.duty.clause))


def _other_duties(others: Sequence[DutyOnFile]) -> str:
    done = sum(duty.state is DutyState.DONE for duty in others)
    return f"将须办{len(others) - done}项，已办{done}项"


def _owed(item: DutyOnFile, on: OnFile) -> Lamp:
    if item.last_day is None:
        return Lamp("ring", "grey", "须办，无法定期限")
    return lamp(remaining(item.last_day, on.today, on.calendar))


def _holders(holders: Iterable[Holder], on: OnFile) -> str:
    names = dict.fromkeys(on.person(each.person) if each.person else on.organ(each.organ) for each in holders)
    return "、".join(name for name in names if name) or "承办机关"


def _allowed(determination: Determination | None, on: OnFile) -> tuple[Outcome, ...]:
    if determination is None:
        return ()
    standings = on.law.policy.pack.standings
    order = [name for name in standings if name in determination.possible]
    return tuple(Outcome(standings[name].label, on.law.chip(standings[name].clause)) for name in order)


def _counted(determination: Determination | None, on: OnFile) -> str:
    if determination is None:
        return ""
    names = on.law.policy.pack.findings
    return f"{len(names)}项认定中已有{settled(names, on)}项；还有{len(determination.missing)}项能改变结果"


def _course(on: OnFile, view: View) -> tuple[EntryLine, ...]:
    records = list(view.records) if view.earliest_first else list(reversed(view.records))
    if not view.everything:
        records = records[:_SHORT]
    issued: dict[int, list[DocumentLink]] = {}
    for sequence, document in view.documents:
        issued.setdefault(sequence, []).append(document)
    return tuple(line(record, on, issued.get(record.sequence, ())) for record in records)


def _course_note(lines: Sequence[EntryLine], view: View) -> str:
    total = len(view.records)
    shown = "最早" if view.earliest_first else "最近"
    return f"共{total}条" if len(lines) == total else f"{shown}{len(lines)}条，共{total}条"


def _no_claims(on: OnFile) -> str:
    if on.state.defences and not on.state.standing_defences:
        return "当事人已撤回申辩。期限届满前可以再次提出；是否存在适用事项、适用条件的情形，仍应依职权审查。"
    if on.state.waived:
        return "当事人已声明不申辩。是否存在适用事项、适用条件的情形，仍应依职权审查。"
    return "尚未收到申辩。"


def _answered(claims: Sequence[ClaimRow]) -> str:
    done = sum(bool(claim.answered) for claim in claims)
    gone = sum(claim.withdrawn for claim in claims)
    withdrawn = f"，撤回{gone}项" if gone else ""
    return f"申辩{len(claims)}项，已答{done}项{withdrawn}" if claims else ""


def option_line(option: Option, on: OnFile, *, owed: bool) -> OptionLine:
    """An act that can be done now."""
    row = option.row
    return OptionLine(row.label, on.act_address(row.id), on.law.chip(row.clause), owed=owed)


def _barred(option: Option, on: OnFile) -> OptionLine:
    clause = next((refusal.clause for refusal in option.refusals if refusal.clause), option.row.clause)
    return OptionLine(option.row.label, "", on.law.chip(clause), why(option.refusals))


def _limits(on: OnFile, duties: Iterable[DutyOnFile]) -> tuple[LimitShown, ...]:
    running = limits_on_file(on.state, on.law.policy, on.calendar)
    done = {name for item in duties if item.state is DutyState.DONE for name in item.duty.limits}
    return tuple(limit_shown(item, on, done=name in done) for name, item in running.items())


def _beside(tree: tuple[TreeRow, ...], on: OnFile) -> Beside | None:
    chip = next(iter(open_rows(tree).values()), tree[-1].chip if tree else None)
    return Beside(chip.label, on.law.passage(chip.ref)) if chip else None


def _people(on: OnFile) -> tuple[Particular, ...]:
    file = on.state.file
    lines = (
        Particular("调查机关", on.organ(file.investigating_organ)),
        Particular("承办", on.people(on.state.officers)),
        Particular("决定机关", on.organ(file.deciding_organ)),
        Particular("同意机关", on.organ(file.superior_organ)),
        Particular("回避", on.people(sorted(on.state.recused)) or "无"),
        Particular("不得参与", "调查、决定、同意由不同的人办理"),
    )
    return tuple(item for item in lines if item.text)
