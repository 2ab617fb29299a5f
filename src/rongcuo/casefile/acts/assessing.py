"""Assessment of complex or specialised matters by a panel of departments or experts (5.3)."""

from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessComplexity(Act):
    """判断是否事实复杂、专业性强: both questions answered, each with its reasons, a no as well as a yes."""

    name: ClassVar[str] = "assess_complexity"
    entry: ClassVar[str] = "complexity_assessed"

    facts_complex: str = ask("choice", "是否事实复杂", "Are the facts complex", of="yes_no", clause="5.3")
    facts_reasons: Sealed = ask("prose", "理由（事实复杂）", "Reasons (facts)", clause="5.3", hint="答否的也要写。")
    specialised: str = ask("choice", "是否专业性强", "Is the matter specialised", of="yes_no", clause="5.3")
    specialised_reasons: Sealed = ask(
        "prose", "理由（专业性强）", "Reasons (specialised)", clause="5.3", hint="答否的也要写。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One invitation to the panel and its reply; ``organ`` for whoever comes for a department."""

    person: str = ask("person", "受邀人", "Person invited", of="any")
    organ: str | None = ask("organ", "代表的部门", "Department", of="unit", default=None)
    reply: str = ask("choice", "答复", "Reply", of="invitation_reply")
    no_interest: bool = ask("flag", "已声明没有利害关系", "Has declared no interest", default=False)

    @property
    def seated(self) -> bool:
        """Whether the person came."""
        return self.reply == "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvenePanel(Act):
    """组成评估调查组: who was invited and came, the question, the material; the panel sees nothing else."""

    name: ClassVar[str] = "convene_panel"
    entry: ClassVar[str] = "panel_convened"

    question: Sealed = ask("prose", "提请评估的问题", "Question put", clause="5.3")
    invited: tuple[Invitation, ...] = ask(
        "rows", "邀请和答复", "Invitations and replies", row=Invitation, clause="5.3",
        hint="没有应邀的也列明。应邀的应当声明与本案、当事人没有利害关系。",
    )  # fmt: skip
    evidence: tuple[int, ...] = ask(
        "items", "交付的证据", "Evidence given", of="evidence", default=(), clause="5.3",
        hint="评估人员只能查阅所选的证据。",
    )  # fmt: skip
    attachments: tuple[Sealed, ...] = ask("attachments", "交付的其他材料", "Other material", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentKept:
    """The dissent of one member of the panel, kept beside the opinion."""

    member: str = ask("person", "评估人员", "Member", of="panel")
    opinion: Sealed = ask("prose", "不同意见", "Dissent")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivePanelOpinion(Act):
    """提出评估意见: joint or of one member; advisory, the conclusion is the organ's."""

    name: ClassVar[str] = "give_panel_opinion"
    entry: ClassVar[str] = "panel_opinion_given"

    opinion: Sealed = ask("prose", "评估意见", "Opinion", clause="5.3")
    method: Sealed = ask("prose", "评估的方法和依据", "Method and basis", clause="5.3")
    signed_by: tuple[str, ...] = ask("people", "签名的评估人员", "Signed by", of="panel", clause="5.3")
    dissents: tuple[DissentKept, ...] = ask(
        "rows", "不同意见", "Dissent", row=DissentKept, default=(), clause="5.3", hint="持不同意见的逐人列明。"
    )
    attachments: tuple[Sealed, ...] = ask("attachments", "签名的意见书和材料", "Signed opinion", default=())
    on_paper: bool = ask("flag", "书面意见，由承办人登记", "On paper, registered by an officer", default=False)
