"""What the inquiry did besides findings: time, panel, meeting, review, consultation; and the two registers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rongcuo.casefile.state import Consultation, CopyApproval, Extension, FactsMeeting, Interference, SupplementAsked
from rongcuo.casefile.words import full_date
from rongcuo.web.marks import Chip, short_date
from rongcuo.web.pages.onfile import OnFile


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the inquiry: what it was, how it stands, and what was said; ``entry`` is where it is on file."""

    label: str
    chip: Chip | None
    standing: str
    text: str
    entry: int


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of the register of interference, or of copies and loans."""

    day: str
    who: str
    what: str
    standing: str
    entry: int


def step_rows(on: OnFile) -> tuple[StepRow, ...]:
    """The steps that the reader may see, in the order of the law."""
    rows = (row for part in _PARTS for row in part(on))
    return tuple(row for row in rows if on.sees(row.entry))


def interference_rows(on: OnFile) -> tuple[KeptRow, ...]:
    """The register of interference, as far as the reader may see it."""
    return tuple(_interference(row, on) for row in on.state.interferences if on.sees(row.entry))


def copy_rows(on: OnFile) -> tuple[KeptRow, ...]:
    """What of the file was copied or lent."""
    return tuple(_copy(row, on) for row in on.state.copies if on.sees(row.entry))


def _row(on: OnFile, act: str, standing: str, text: str, entry: int) -> StepRow:
    table = on.law.policy.pack.procedure
    label = table.acts[act].label if table else act
    return StepRow(label, on.law.chip(on.law.act_clause(act)), standing, text, entry)


def _extensions(on: OnFile) -> Iterator[StepRow]:
    for each in on.state.extensions:
        yield _row(on, "extend_limit", _longer(each), on.law.choice("extendable_limit", each.limit), each.entry)


def _longer(extension: Extension) -> str:
    if extension.until:
        return f"延长至{full_date(extension.until)}"
    return f"延长{extension.working_days}个工作日"


def _supplements(on: OnFile) -> Iterator[StepRow]:
    for each in on.state.supplements:
        yield _row(on, "ask_for_supplement", _supplied(each), on.text(each.missing), each.entry)


def _supplied(asked: SupplementAsked) -> str:
    return f"已由第{asked.answered}条补正" if asked.answered else f"待当事人补正，截至{short_date(asked.until)}"


def _complexity(on: OnFile) -> Iterator[StepRow]:
    found = on.state.complexity
    if found:
        said = {True: "是", False: "否"}
        text = f"事实复杂：{said[found.facts_complex]}；专业性强：{said[found.specialised]}"
        yield _row(on, "assess_complexity", "已判断", text, found.entry)


def _panel(on: OnFile) -> Iterator[StepRow]:
    panel = on.state.panel
    if panel is None:
        return
    silent = panel.silent(on.state.recused)
    standing = f"待{on.people(silent)}提出意见" if silent else "意见齐备"
    declined = f"；未应邀{panel.declined}人" if panel.declined else ""
    text = f"{on.people(panel.persons)}{declined}。{on.text(panel.question)}"
    yield _row(on, "convene_panel", standing, text, panel.entry)
    for opinion in panel.opinions:
        dissent = f"，{on.people(opinion.dissenting)}持不同意见" if opinion.dissenting else ""
        signed = f"{on.people(opinion.signed_by)}签名{dissent}"
        yield _row(on, "give_panel_opinion", signed, on.text(opinion.opinion), opinion.entry)


def _meetings(on: OnFile) -> Iterator[StepRow]:
    for each in on.state.meetings:
        yield _row(on, "meet_on_facts", on.law.choice("facts_opinion", each.opinion), _met(each, on), each.entry)


def _met(meeting: FactsMeeting, on: OnFile) -> str:
    shown = "、".join(f"证{number}" for number in meeting.evidence)
    return "。".join(filter(None, (f"出示{shown}", on.text(meeting.statement))))


def _review(on: OnFile) -> Iterator[StepRow]:
    review = on.state.review
    if review:
        standing = on.law.choice("review_result", review.result) if review.result else "待审理"
        yield _row(on, "case_review", standing, on.organ(review.organ), review.reviewed or review.entry)


def _consultations(on: OnFile) -> Iterator[StepRow]:
    for each in on.state.consultations:
        yield _row(on, "consult", "已答复" if each.answered else "待答复", _asked(each, on), each.entry)


def _asked(consultation: Consultation, on: OnFile) -> str:
    asked = f"{on.law.choice('consultation', consultation.consulted_as)}（{on.organ(consultation.organ)}）"
    answer = f"答复：{on.text(consultation.answer)}" if consultation.answer else ""
    return "。".join(filter(None, (f"{asked}：{on.text(consultation.question)}", answer)))


_PARTS: tuple[Callable[[OnFile], Iterator[StepRow]], ...] = (
    _extensions,
    _supplements,
    _complexity,
    _panel,
    _meetings,
    _review,
    _consultations,
)


def _interference(row: Interference, on: OnFile) -> KeptRow:
    way = on.law.choice("interference_way", row.way)
    return KeptRow(full_date(row.happened_on), on.text(row.who), on.text(row.what), way, row.entry)


def _copy(row: CopyApproval, on: OnFile) -> KeptRow:
    back = f"{full_date(row.returned_on)}归还" if row.returned_on else f"未归还，截至{full_date(row.until)}"
    kind = on.law.choice("copy_kind", row.kind)
    what = f"{kind}：{on.text(row.material)}。用途：{on.text(row.purpose)}。{on.person(row.approved_by)}批准"
    return KeptRow("", on.text(row.recipient), what, back, row.entry)
