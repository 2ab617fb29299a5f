"""The party's pages: what you may do and until when, why, the choices, the law."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rongcuo.casefile import Option, Record, limits_on_file, questions
from rongcuo.casefile.acts import ClaimMade, Decide, MeetOnFacts, NotifyRights
from rongcuo.casefile.limits import DEFENCE
from rongcuo.casefile.state import Defence
from rongcuo.casefile.words import full_date
from rongcuo.law.rules import Finding
from rongcuo.web.forms.choices import KINDS
from rongcuo.web.marks import DONE, Chip, Lamp, lamp, short_date
from rongcuo.web.pages.after import DETAILS
from rongcuo.web.pages.course import DocumentLink, EntryLine, line
from rongcuo.web.pages.limits import LimitShown, limit_shown
from rongcuo.web.pages.onfile import OnFile
from rongcuo.web.pages.particulars import Particular, particulars
from rongcuo.workdays import Remaining, State, format_end_zh, remaining

_WORDS = {
    "file_defence": "现在写申辩",
    "supplement_defence": "补充申辩",
    "waive_defence": "不申辩",
    "withdraw_defence": "撤回申辩",
}
"""The acts of a party, in its own words."""

_AFTERWARDS = frozenset(
    {"file_appeal", "decide_appeal", "serve_appeal_decision", "correct_decision", "revoke_exemption"}
)
"""What may follow a decision, and is shown after it."""

_ENDED = Lamp("ring", "grey", "申辩期限已满")
"""A right that was not used leaves nothing overdue."""

STEPS = {"reasons": "选择理由", "materials": "证明材料", "check": "核对提交"}
"""The steps of a defence besides the one for each reason."""


@dataclass(frozen=True, slots=True)
class Way:
    """A step of the way that the file goes; ``place`` is past, now or ahead."""

    label: str
    note: str
    place: str
    shape: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What the party may do now."""

    act: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A defence or a supplement that was received."""

    receipt: str
    day: str
    timing: str
    claims: int
    attachments: int
    address: str


@dataclass(frozen=True, slots=True)
class Due:
    """Until when: the sentence is ``before``, the last day, ``after``; ``days`` left while it runs."""

    lamp: Lamp
    days: int | None
    before: str
    until: str
    after: str
    limit: LimitShown


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """The decision as it was served."""

    label: str
    served: str
    chip: Chip | None
    particulars: tuple[Particular, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the party was asked to add, and until when."""

    missing: str
    until: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting on the facts: what was shown, and what the party said to it."""

    day: str
    particulars: tuple[Particular, ...]


@dataclass(frozen=True, slots=True)
class PortalPage:
    """The first page of a file for its party."""

    organ: str
    served: str
    heading: str
    decision: DecisionShown | None
    due: Due | None
    matter: str
    choices: tuple[Choice, ...]
    afterwards: tuple[EntryLine, ...]
    """What followed the decision, as far as the party reads it."""
    writes: bool
    """Whether something can still be written, and is kept as a draft meanwhile."""
    may_waive: bool
    filed: tuple[Filed, ...]
    answers: tuple[str, ...]
    asked: tuple[Asked, ...]
    meetings: tuple[Meeting, ...]
    way: tuple[Way, ...]
    ex_officio: Chip | None
    chip: Chip | None
    passage: tuple[tuple[str, bool], ...]
    documents: tuple[DocumentLink, ...]
    officers: str
    waived: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that a party can give, in words that say what the party says."""

    id: str
    label: str
    note: str
    chip: Chip | None
    passage: tuple[tuple[str, bool], ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one stands among the steps of a defence."""

    name: str
    label: str
    number: int
    total: int
    previous: str
    following: str

    @property
    def writes(self) -> bool:
        """Whether the step is one of writing, which is kept while one types."""
        return self.name not in ("reasons", "check")

    @property
    def cells(self) -> tuple[bool, ...]:
        """One cell a step: done, or still to do."""
        return tuple(number < self.number for number in range(self.total))


def portal_page(
    on: OnFile, options: Iterable[Option], records: Iterable[Record], documents: Iterable[DocumentLink]
) -> PortalPage:
    """The page for the party."""
    state, law, records = on.state, on.law, tuple(records)
    offered = _offered(options, on)
    decision = _decision(records, on)
    return PortalPage(
        organ=on.organ(state.file.investigating_organ),
        served=f"{full_date(state.service.served_on)}送达" if state.service else "尚未送达",
        heading=_heading(on, offered, decision),
        decision=decision,
        due=_due(on, offered),
        matter=_notified(records, on),
        choices=(*_choices(offered, on), *_rectifications(on)),
        afterwards=tuple(line(record, on) for record in records if record.act.name in _AFTERWARDS | DETAILS.keys()),
        writes=bool(offered & {"file_defence", "supplement_defence"}),
        may_waive="waive_defence" in offered,
        filed=tuple(filed_line(each, on) for each in state.defences),
        answers=tuple(_answers(on)),
        asked=tuple(_asked(on)),
        meetings=tuple(_meetings(records, on)),
        way=tuple(_way(on)),
        ex_officio=law.chip(law.act_clause("consider_ex_officio")),
        chip=law.chip(law.act_clause("file_defence")),
        passage=law.passage(law.act_clause("file_defence")),
        documents=tuple(documents),
        officers=on.people(state.officers),
        waived=state.waived,
    )


def _choices(offered: frozenset[str], on: OnFile) -> Iterator[Choice]:
    """What the party may do: the defence step by step, everything else on the form of its act."""
    yield from (Choice(act, label, f"{on.address}{act}/") for act, label in _WORDS.items() if act in offered)
    table = on.law.policy.pack.procedure
    for row in table.acts.values() if table else ():
        if row.id in offered - _WORDS.keys() - {_REPORT}:
            yield Choice(row.id, row.label, f"/cases/{on.casefile}/acts/{row.id}/")


_REPORT = "report_rectification"
"""Offered once for each thing to put right."""


def _rectifications(on: OnFile) -> Iterable[Choice]:
    """What the party has been asked to put right and has not yet reported on."""
    for each in on.state.rectifications:
        if on.sees(each.entry) and each.status in ("issued", "returned"):
            label = f"反馈整改情况（第{each.number}项，{short_date(each.due_on)}前）"
            yield Choice(_REPORT, label, f"/cases/{on.casefile}/acts/{_REPORT}/?rectification={each.number}")


def receipt_number(number: str, sequence: int) -> str:
    """``SB-2024-0005-02``: derived from the file's number and the entry, so it can always be found again."""
    digits = "".join(character if character.isdigit() else " " for character in number).split()
    year, serial = [*digits, "0", "0"][:2]
    return f"SB-{year}-{int(serial):04}-{sequence:02}"


def reasons(on: OnFile, chosen: Iterable[str]) -> tuple[tuple[str, tuple[Reason, ...]], ...]:
    """The reasons by group, in the order of the law."""
    marked = set(chosen)
    kinds = _kinds()
    groups: dict[str, list[Reason]] = {}
    for finding in on.law.policy.pack.findings.values():
        if finding.kind in kinds:
            groups.setdefault(KINDS[finding.kind], []).append(reason(finding, on, finding.id in marked))
    return tuple((name, tuple(members)) for name, members in groups.items())


def reason(finding: Finding, on: OnFile, chosen: bool = False) -> Reason:
    """One reason; a bar is only named, for the party says itself what it says about it."""
    bar = finding.words[0] == "存在"
    label = f"关于“{finding.label}”" if bar else finding.label
    chip, passage = on.law.chip(finding.clause), on.law.passage(finding.clause)
    return Reason(finding.id, label, finding.quote or "", chip, passage, chosen)


def steps(raw: Mapping[str, object], now: str) -> Progress:
    """The steps of a defence as far as chosen: reasons, one page a reason, materials, check."""
    claims = raw.get("claims")
    count = len(claims) if isinstance(claims, list) else 0
    names = ["reasons", *(f"claim-{index}" for index in range(count)), "materials", "check"]
    place = names.index(now) if now in names else 0
    label = STEPS.get(names[place], "写明事实")
    return Progress(
        names[place],
        label,
        place + 1,
        len(names),
        names[place - 1] if place else "",
        names[place + 1] if place + 1 < len(names) else "",
    )


def _notified(records: Iterable[Record], on: OnFile) -> str:
    """The matter in the words of the notice."""
    acts = (record.act for record in records)
    return next((on.text(act.facts_notified) for act in acts if isinstance(act, NotifyRights)), "")


def _kinds() -> frozenset[str]:
    """The kinds of findings that a claim can be tied to, as the act asks."""
    target = next(question for question in questions(ClaimMade) if question.name == "target")
    return frozenset((target.of or "").split(","))


def _days(left: Remaining | None) -> int | None:
    return left.working_days_left if left and left.state in (State.OPEN, State.DUE_SOON) else None


def _offered(options: Iterable[Option], on: OnFile) -> frozenset[str]:
    """The acts that the party may do now; what it has done already is not offered again."""
    offered = {option.row.id for option in options if option.allowed and option.mine}
    standing = on.state.standing_defences
    done = {"file_defence"} if standing else {"waive_defence"} if on.state.waived else set()
    return frozenset(offered - done)


def _heading(on: OnFile, offered: frozenset[str], decision: DecisionShown | None) -> str:
    if decision:
        return "决定已经送达"
    if on.state.standing_defences:
        return "您提出的申辩"
    return "您有权提出书面申辩" if "file_defence" in offered else "申辩期限已满"


def _decision(records: Iterable[Record], on: OnFile) -> DecisionShown | None:
    """The decision, once its service is on file and its entry is the party's to read."""
    act = next((record.act for record in records if isinstance(record.act, Decide)), None)
    served = on.state.dates.get("decision_served_on")
    if act is None or served is None:
        return None
    said = (
        Particular("处理", on.law.choice("measure", act.measure)),
        Particular("事实和理由", on.text(act.reasons)),
        Particular("依据的其他规定和处理幅度", on.text(act.other_rule)),
        Particular("申诉途径和期限", on.text(act.appeal_notice)),
    )
    given = tuple(each for each in said if each.text)
    return DecisionShown(
        on.law.decision(act.decision), full_date(served), on.law.chip(on.law.act_clause("decide")), given
    )


def _due(on: OnFile, offered: frozenset[str]) -> Due | None:
    """The limit of the defence as the party has to know it; a right used in time is never overdue."""
    limit = limits_on_file(on.state, on.law.policy, on.calendar).get(DEFENCE)
    if limit is None:
        return None
    left = remaining(limit.last_day, on.today, on.calendar)
    used, ended = bool(on.state.standing_defences or on.state.waived), left.state is State.OVERDUE
    before, after = ("申辩期限已于", f"届满{_late(offered)}") if ended else ("", _in_time(on, offered))
    mark = DONE if used else _ENDED if ended else lamp(left)
    days = None if used else _days(left)
    return Due(mark, days, before, format_end_zh(limit.last_day), after, limit_shown(limit, on))


def _late(offered: frozenset[str]) -> str:
    """What can still be done after the limit."""
    if "supplement_defence" in offered:
        return "，仍可补充，将如实注明。"
    return "，仍可提出申辩，将如实注明，不影响审查。" if "file_defence" in offered else "。"


def _in_time(on: OnFile, offered: frozenset[str]) -> str:
    """What the days that are left are for."""
    if on.state.standing_defences:
        return "前，还可以补充。" if "supplement_defence" in offered else "届满。"
    return "前可以改变主意。" if on.state.waived else "前提交。过期提交的仍然收下，如实注明，不影响审查。"


def filed_line(defence: Defence, on: OnFile) -> Filed:
    """A defence as its receipt states it."""
    day = f"在期限内，第{defence.working_day}个工作日" if defence.working_day else "在期限内"
    return Filed(
        receipt=receipt_number(on.number, defence.entry),
        day=full_date(defence.filed_on),
        timing=("已撤回；" if defence.withdrawn else "")
        + (day if defence.in_time else "已过期限，如实注明，不影响审查"),
        claims=len(defence.claims),
        attachments=len(defence.attachments),
        address=f"{on.address}receipts/{defence.entry}/",
    )


def _answers(on: OnFile) -> Iterable[str]:
    for claim in on.state.claims:
        if claim.adopted and on.sees(claim.answer_entry):
            said = on.law.choice("adoption", claim.adopted)
            yield f"第{claim.number}项（{on.law.finding(claim.target)}）：{said}。{on.text(claim.answer)}"


def _asked(on: OnFile) -> Iterable[Asked]:
    """What is still awaited; acceptance never waits for it."""
    chip = on.law.chip(on.law.act_clause("ask_for_supplement"))
    for each in on.state.supplements:
        if each.answered is None:
            yield Asked(on.text(each.missing), full_date(each.until), chip)


def _meetings(records: Iterable[Record], on: OnFile) -> Iterable[Meeting]:
    """The factual material as it was shown, with the evidence that may be read since."""
    for record in records:
        if isinstance(record.act, MeetOnFacts):
            yield Meeting(full_date(record.occurred_on), particulars(record.act, on))


def _way(on: OnFile) -> Iterable[Way]:
    """What the party may know of where its file stands: never votes nor internal papers."""
    dates = on.state.dates
    done = (
        ("已告知", dates.get("served_on"), ""),
        (
            "已提交申辩" if on.state.standing_defences else "申辩",
            dates.get("defended_on"),
            "您已声明不申辩" if on.state.waived else "",
        ),
        ("调查和认定", dates.get("concluded_on"), "逐项答复您的理由"),
        ("集体研究、作出决定", dates.get("decided_on"), "由问责决定机关办理"),
        ("送达决定", dates.get("decision_served_on"), "不同意决定的，可以依照规定申诉"),
    )
    reached = max((index for index, (_, day, _) in enumerate(done) if day), default=-1)
    for index, (label, day, note) in enumerate(done):
        place = "past" if index < reached else "now" if index == reached else ""
        yield Way(label, short_date(day) if day else note, place, {"past": "disc", "now": "dot"}.get(place, "ring"))
