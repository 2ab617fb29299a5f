"""Collective deliberation, the decision, its service (5.4, 5.6)."""

from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """One member of the deciding body: present or not, and the vote as recorded."""

    member: str = ask("person", "委员", "Member", of="deciding")
    attendance: str = ask("choice", "到会", "Attendance", of="attendance")
    vote: str = ask("choice", "表决", "Vote", of="vote")
    opinion: Sealed | None = ask("line", "发言或者不同意见", "Opinion or dissent", default=None)


@dataclass(frozen=True, slots=True)
class SecretVotes:
    """What a secret ballot leaves on file: how many, and of nobody how."""

    in_favour: int
    against: int
    abstained: int

    @property
    def cast(self) -> int:
        """How many ballots were cast."""
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnForInquiry(Act):
    """退回补充调查: back to the investigating organ with questions."""

    name: ClassVar[str] = "return_for_inquiry"
    entry: ClassVar[str] = "returned_for_inquiry"

    questions: Sealed = ask("prose", "需要查清的问题", "Questions", clause="5.4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliberate(Act):
    """记录集体研究: members, recusals, votes, dissent; the software never votes."""

    name: ClassVar[str] = "deliberate"
    entry: ClassVar[str] = "deliberated"

    meeting: Sealed = ask("line", "会议名称和地点", "Meeting", clause="5.4")
    proposal: str = ask("decision", "表决事项", "Proposal voted on", clause="5.4")
    measure: str | None = ask("choice", "处理", "Measure", of="measure", default=None)
    ballots: tuple[Ballot, ...] = ask(
        "rows", "到会与表决", "Attendance and votes", row=Ballot, clause="5.4",
        hint="每名委员一行，回避、请假的也列明。无记名投票的，只填到会，表决填“未表决”。",
    )  # fmt: skip
    votes_for: int | None = ask("number", "同意票数（无记名）", "Votes for (secret ballot)", default=None)
    votes_against: int | None = ask("number", "不同意票数（无记名）", "Votes against (secret ballot)", default=None)
    votes_abstained: int | None = ask("number", "弃权票数（无记名）", "Abstentions (secret ballot)", default=None)
    minutes: Sealed = ask("prose", "会议记录", "Minutes", clause="5.4")
    departure: Sealed | None = ask(
        "prose", "与条文比对结果不一致的理由", "Reasons for departing", default=None, internal=True, clause="5.4"
    )

    @property
    def secret_votes(self) -> SecretVotes | None:
        """The count of a secret ballot; none where the votes stand beside their names."""
        counted = (self.votes_for, self.votes_against, self.votes_abstained)
        if all(number is None for number in counted):
            return None
        return SecretVotes(*(number or 0 for number in counted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide(Act):
    """作出决定: what the body carried, signed by the deciding organ (5.4)."""

    name: ClassVar[str] = "decide"
    entry: ClassVar[str] = "decided"

    decision: str = ask("decision", "决定", "Decision", clause="5.4")
    measure: str | None = ask("choice", "处理", "Measure", of="measure", default=None)
    reasons: Sealed = ask("prose", "事实和理由", "Facts and reasons", clause="5.4", outgoing=True)
    other_rule: Sealed | None = ask(
        "line", "依据的其他规定和处理幅度", "Other rule and its range", default=None, clause="4.2",
        hint="减轻、从轻处理的，写明依据哪一规定、原处理幅度。",
    )  # fmt: skip
    departure: Sealed | None = ask(
        "prose", "与条文比对结果不一致的理由", "Reasons for departing", default=None, internal=True, clause="5.4",
        hint="决定不在条文仍允许的结果之内，或者仍有未查清的事项时填写。",
    )  # fmt: skip
    appeal_notice: Sealed | None = ask(
        "prose", "申诉途径和期限", "Route and time of appeal", default=None, clause="5.6",
        hint="不是免于问责的，应当告知当事人如何申诉。",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeDecision(Act):
    """送达决定: to the party and the unit, whatever the outcome."""

    name: ClassVar[str] = "serve_decision"
    entry: ClassVar[str] = "decision_served"

    method: str = ask("choice", "送达方式", "Method", of="service_method", clause="5.6")
    received_by: Sealed = ask("line", "当事人签收", "Received by the party")
    unit_received_by: Sealed = ask("line", "所在单位签收", "Received by the unit")
    proof: tuple[Sealed, ...] = ask("attachments", "送达凭证", "Proof of service", default=())
