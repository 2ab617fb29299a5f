"""One case file in memory: the core without database, web or clock.

The desk does what the office's door does with the pure core — read, judge,
chain, fold — so that the core's tests speak in acts. The cast is fixed; one
person has posts everywhere, so that only the separation of duties stops it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

from rongcuo.base import Problem, Refusal
from rongcuo.casefile import (
    EMPTY,
    SCHEMA,
    Actor,
    CaseState,
    Context,
    Draft,
    Issued,
    Option,
    Post,
    VoteRule,
    body_of,
    decide,
    evolve,
    options,
    read_act,
)
from rongcuo.casefile.acts import SignDocument
from rongcuo.casefile.withheld import names_in, withheld_texts
from rongcuo.law import Policy, apply, load
from rongcuo.ledger import Content, Entry, Head, Sealed, append, head_of, seal
from rongcuo.workdays import load_calendar

MONDAY = date(2026, 3, 2)

CAST: Mapping[str, tuple[Post, ...]] = {
    "haoran": (Post("commission", "head"),),
    "liyan": (Post("commission", "officer"),),
    "zhoumin": (Post("commission", "officer"),),
    "wufang": (Post("commission", "officer"),),
    "secretary": (Post("committee", "secretary"),),
    "signatory": (Post("committee", "signatory"),),
    "member1": (Post("committee", "member"),),
    "member2": (Post("committee", "member"),),
    "member3": (Post("committee", "member"),),
    "head2": (Post("second", "head"),),
    "officer2": (Post("second", "officer"),),
    "officer3": (Post("second", "officer"),),
    "approver": (Post("city", "approver"),),
    "reviewer1": (Post("review", "reviewer"),),
    "reviewer2": (Post("review", "reviewer"),),
    "appeal1": (Post("appeals", "appeal_reviewer"),),
    "appeal2": (Post("appeals", "appeal_reviewer"),),
    "personnel1": (Post("personnel", "personnel_officer"), Post("personnel", "receiver")),
    "personnel2": (Post("personnel", "personnel_officer"),),
    "auditor": (Post("audit", "receiver"),),
    "expert1": (Post("experts", "expert"),),
    "expert2": (Post("experts", "expert"),),
    "everywhere": (
        Post("commission", "officer"),
        Post("review", "reviewer"),
        Post("committee", "secretary"),
        Post("committee", "signatory"),
        Post("city", "approver"),
    ),
    "xie": (),
    "stranger": (Post("bureau", "staff"),),
    "unit_head": (Post("bureau", "unit_representative"),),
}
POSTS = tuple((name, post) for name, posts in CAST.items() for post in posts)
MEMBERS = tuple(name for name, post in POSTS if post.function == "member")
ORGANS = {post.organ for _, post in POSTS}
LINE = {"commission": "city", "committee": "city", "second": "commission"}
RULE = VoteRule(Fraction(2, 3), Fraction(1, 2), "entitled", "本会议事规则")

Outcome = Entry | tuple[Refusal, ...] | tuple[Problem, ...]


def policy(**readings: str) -> Policy:
    """The regulation under its default readings, or with some chosen otherwise."""
    applied = apply(load("yuexiu-2017-132"), readings)
    assert isinstance(applied, Policy), applied
    return applied


def roster() -> dict[str, dict[str, frozenset[str]]]:
    """Organ → function → persons, as the cast has it."""
    found: dict[str, dict[str, frozenset[str]]] = {organ: {} for organ in ORGANS}
    for name, post in POSTS:
        held = found[post.organ].get(post.function, frozenset())
        found[post.organ][post.function] = held | {name}
    return found


class Texts:
    """Seals texts with a counter for an id, and keeps what it sealed."""

    def __init__(self) -> None:
        self.bodies: dict[str, str] = {}
        self.secret: tuple[Sealed, ...] = ()

    def text(self, plain: str) -> Sealed:
        identity = f"text-{len(self.bodies) + 1}"
        self.bodies[identity] = plain
        return seal(identity, "00" * 16, plain)

    def file(self, upload: str) -> Sealed | None:
        return seal(upload, "00" * 16, {"name": upload}) if upload.startswith("file-") else None

    def withheld(self) -> tuple[str, ...]:
        return tuple(name for sealed in self.secret for name in names_in(self.bodies[sealed.id]))

    def knows_person(self, person: str) -> bool:
        return person in CAST

    def knows_organ(self, organ: str) -> bool:
        return organ in ORGANS


@dataclass(repr=False)
class Desk:
    """A case file, its entries, and today."""

    policy: Policy = field(default_factory=policy)
    today: date = MONDAY
    state: CaseState = EMPTY
    entries: list[Entry] = field(default_factory=list)
    intake: Texts = field(default_factory=Texts)
    rule: VoteRule | None = RULE
    issued: int = 0
    opening: dict[str, Any] = field(default_factory=dict)
    """What the file is opened with instead of the usual."""
    others: dict[str, CaseState] = field(default_factory=dict)
    """Files that everybody at this desk may see, by number."""

    def __repr__(self) -> str:
        """Short, for whoever reads of a failing example."""
        return f"Desk({self.state.stage}, {len(self.entries)} entries, {self.today})"

    def context(self, person: str) -> Context:
        actor = Actor(person, CAST[person])
        return Context(self.policy, load_calendar(), self.today, actor, roster(), LINE, self.rule, self.others)

    def options(self, person: str) -> tuple[Option, ...]:
        return options(self.state, self.context(person))

    def allowed(self, person: str) -> set[str]:
        return {option.row.id for option in self.options(person) if option.allowed}

    def tries(self, person: str, act: str, /, **raw: Any) -> Outcome:
        """The entry the act made, or why it made none; then nothing has changed."""
        raw.setdefault("occurred_on", self.today.isoformat())
        self.intake.secret = tuple(withheld_texts(self.state))
        read = read_act(act, raw, self.policy, self.intake)
        if isinstance(read, tuple):
            return read
        judged = decide(self.state, read, self.context(person))
        if isinstance(judged, tuple):
            return judged
        return self._record(person, judged)

    def does(self, person: str, act: str, /, **raw: Any) -> Entry:
        """The act must succeed."""
        outcome = self.tries(person, act, **raw)
        assert isinstance(outcome, Entry), [problem.text() for problem in outcome]
        return outcome

    def refuses(self, person: str, act: str, /, **raw: Any) -> set[str]:
        """The act must be refused; its codes. Nothing has changed."""
        before = (self.state, list(self.entries))
        outcome = self.tries(person, act, **raw)
        assert not isinstance(outcome, Entry), f"{act} was recorded"
        assert before == (self.state, self.entries)
        assert all(item.text("zh") and item.text("en") for item in outcome)
        return {item.code for item in outcome}

    def later(self, days: int = 1) -> None:
        self.today += timedelta(days=days)

    def _record(self, person: str, draft: Draft) -> Entry:
        head = head_of(self.entries[-1]) if self.entries else Head.genesis("demo", "case/1")
        content = Content(
            type=draft.act.entry,
            schema=SCHEMA,
            occurred_on=draft.act.occurred_on,
            recorded_at=datetime.combine(self.today, datetime.min.time(), UTC),
            actor=person,
            body=body_of(draft, self._issue(draft)),
            editions={"pack": self.policy.pack.digest},
        )
        entry = append(head, content)
        self.entries.append(entry)
        self.state = evolve(self.state, entry)
        return entry

    def _issue(self, draft: Draft) -> list[Issued]:
        """What the office would have printed: the documents of the act, or the one that the act signs."""
        kinds = (draft.act.kind,) if isinstance(draft.act, SignDocument) else draft.documents
        self.issued += len(kinds)
        return [Issued(kind, f"示纪申告〔2026〕{self.issued}号", "0" * 64) for kind in kinds]


def opened(desk: Desk | None = None, **changed: Any) -> Desk:
    """A file on Xie, opened and with two officers, on a matter that is neither complex nor specialised."""
    desk = unassessed(desk, **changed)
    desk.does("liyan", "assess_complexity", **SIMPLE)
    return desk


def unassessed(desk: Desk | None = None, **changed: Any) -> Desk:
    """A file on Xie, opened and with two officers."""
    desk = desk or Desk()
    desk.does("haoran", "open", **(OPENING | desk.opening | changed))
    desk.does("haoran", "assign_officers", officers=["liyan", "zhoumin"])
    return desk


def served(desk: Desk | None = None) -> Desk:
    """The notice is served today."""
    desk = opened(desk)
    desk.does("liyan", "notify_rights", facts_notified="容缺审批", where_to_file="区纪委监委，电话从略")
    desk.does("liyan", "record_service", method="direct", received_by="谢某某")
    return desk


def defended(desk: Desk | None = None) -> Desk:
    """The party has filed two claims, and they are accepted."""
    desk = served(desk)
    desk.later()
    desk.does("xie", "file_defence", claims=CLAIMS)
    desk.does("liyan", "accept_defence")
    return desk


def find(desk: Desk, finding: str, value: str = "established") -> Entry:
    """Record a finding with one new piece of evidence that bears as the value asks."""
    bearing = {"established": ["supports"], "not_established": ["opposes"], "contested": ["supports", "opposes"]}
    added = [{"title": "会议纪要", "bearing": item} for item in bearing.get(value, [])]
    return desk.does(
        "liyan", "record_finding", finding=finding, value=value, added=added, reason="见证据", second_officer="zhoumin"
    )


def reviewed(desk: Desk | None = None) -> Desk:
    """Considered ex officio, the findings of C02 recorded, the claims answered."""
    desk = defended(desk)
    desk.does("liyan", "consider_ex_officio", considered=["transformative_project"], reasons="已审查")
    for name, value in FINDINGS.items():
        find(desk, name, value)
    for number in (1, 2):
        desk.does("zhoumin", "answer_claim", claim=number, adopted="adopted", reason="查证属实")
    return desk


def reported(desk: Desk | None = None) -> Desk:
    """Concluded exempt with reasons for departing, and reported."""
    desk = reviewed(desk)
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="出于公心", departure="仍有未查清事项")
    desk.does("liyan", "report", summary="调查报告要点")
    return desk


def ballots(*against: str, **attendance: str) -> list[dict[str, str]]:
    """Every member present and in favour, but for those named."""
    return [
        {
            "member": member,
            "attendance": attendance.get(member, "present"),
            "vote": "none" if member in attendance else "against" if member in against else "for",
        }
        for member in MEMBERS
    ]


def deliberated(desk: Desk | None = None, **changed: Any) -> Desk:
    """The committee carried the exemption."""
    desk = reported(desk)
    desk.later()
    desk.does("secretary", "deliberate", **(DELIBERATION | changed))
    return desk


def consented(desk: Desk | None = None) -> Desk:
    """The city commission consented."""
    desk = deliberated(desk)
    desk.does("secretary", "request_consent", request="妥否，请批示")
    desk.does("approver", "give_consent", reply="同意")
    return desk


def decided(desk: Desk | None = None) -> Desk:
    """Exempt, with reasons for departing."""
    desk = consented(desk)
    desk.does("signatory", "decide", **DECISION)
    return desk


def decision_served(desk: Desk | None = None) -> Desk:
    """The exemption is served on the party and its unit."""
    desk = decided(desk)
    desk.does("secretary", "serve_decision", method="direct", received_by="谢某某", unit_received_by="办公室")
    return desk


def ordered(desk: Desk) -> None:
    """Every result of 6.1 is ordered from a body."""
    for number, effect in enumerate(desk.policy.pack.procedure.lists["effect"]):
        organ = "personnel" if number % 2 else "audit"
        desk.does("secretary", "order_effect", **(ORDER | {"effect": effect.id, "receiving_organ": organ}))


def closed(desk: Desk | None = None) -> Desk:
    """Cleared, ordered, the unit told what to put right, and closed."""
    desk = desk or decision_served()
    desk.does("liyan", "clarify", **(CLARIFICATION | {"consulted_on": desk.today.isoformat()}))
    ordered(desk)
    if desk.state.findings.get("error_occurred"):
        desk.does("liyan", "issue_rectification", **suggestion(desk))
    desk.does("liyan", "close", personnel_organ="personnel", summary="办结")
    return desk


def archived(desk: Desk | None = None) -> Desk:
    """Closed, and the paper is in its box."""
    desk = desk or closed()
    desk.does("haoran", "archive", **ARCHIVE)
    return desk


def suggestion(desk: Desk, **changed: Any) -> dict[str, Any]:
    """A suggestion to the unit, to be reported on within thirty days."""
    due = (desk.today + timedelta(days=30)).isoformat()
    return {"recipient": "unit", "problems": "没有集体研究", "suggestions": "建立台账", "due_on": due} | changed


def termination(desk: Desk, **changed: Any) -> dict[str, Any]:
    """What ends a file early, approved by the head today."""
    approved = {"approved_by": "haoran", "approved_on": desk.today.isoformat()}
    return {"reason": "no_jurisdiction", "statement": "写明事实和依据"} | approved | changed


CLARIFICATION: dict[str, Any] = {
    "consulted_on": MONDAY.isoformat(),
    "party_opinion": "agreed",
    "form": "written",
    "scope": "本单位全体干部",
    "statement": "经查，该事项不予问责",
}
ORDER: dict[str, Any] = {
    "effect": "assessments",
    "beneficiary": "party",
    "receiving_organ": "audit",
    "content": "2026年度考核不影响结果",
}
ARCHIVE: dict[str, Any] = {"retention": "permanent", "volume": "2026-容-1号盒", "archivist": "zhoumin"}
VISIT: dict[str, Any] = {
    "visitors": ["personnel1", "personnel2"],
    "form": "interview",
    "situation": "思想稳定，提拔使用未受影响",
    "opinion": "继续关心使用",
}
OPENING: dict[str, Any] = {
    "title": "重大产业项目人防事项分步审查",
    "party_kind": "person",
    "party_person": "xie",
    "organisation": "bureau",
    "rank": "142",
    "management": "district",
    "route": "party_accountability",
    "matter": "2023年6月先行通过人防审查",
    "investigating_organ": "commission",
    "deciding_organ": "committee",
    "superior_organ": "city",
    "approved_by": "haoran",
    "approved_on": MONDAY.isoformat(),
}
CLAIMS = [
    {"target": "transformative_project", "statement": "属于重大产业项目"},
    {"target": "improper_benefit", "statement": "没有谋取私利"},
]
FINDINGS = {
    "covered_organisation": "established",
    "natural_person": "established",
    "public_duty": "established",
    "managed_above_district": "not_established",
    "error_occurred": "established",
    "transformative_project": "established",
    "diligent": "established",
    "intentional_harm": "not_established",
    "improper_benefit": "not_established",
}
SIMPLE: dict[str, Any] = {
    "facts_complex": "no",
    "facts_reasons": "事实清楚，当事人没有异议",
    "specialised": "no",
    "specialised_reasons": "不需要专门知识判断",
}
HEADS = ("facts_clear", "evidence_sufficient", "characterisation_accurate", "handling_fitting", "procedure_complete")
REVIEW: dict[str, Any] = {
    "heads": [{"head": head, "holds": "yes"} for head in HEADS],
    "result": "agrees",
    "opinion": "同意调查报告",
}
CONSULTATION: dict[str, Any] = {"consulted_as": "organisation", "organ": "personnel", "question": "有无不同意见"}
COPY: dict[str, Any] = {
    "kind": "loan",
    "material": "证1会议纪要1件",
    "recipient": "区审计局某某",
    "purpose": "核对项目资金",
    "approved_by": "haoran",
    "until": (MONDAY + timedelta(days=60)).isoformat(),
}
DELIBERATION: dict[str, Any] = {
    "meeting": "常委会第4次会议",
    "proposal": "exempt",
    "ballots": ballots(),
    "minutes": "逐人发言，一致同意",
    "departure": "事后补正，出于公心",
}
DECISION: dict[str, Any] = {
    "decision": "exempt",
    "reasons": "出于公心，事后补正，未谋私利",
    "departure": "集体研究情况未查清，不影响免于问责",
}
