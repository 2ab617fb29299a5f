"""What is done on the items of the registers: one frozen dataclass each, asked for as the acts of a case file are."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class AskInterpretation(Act):
    """请示解释: a question on a clause, to the organ that interprets the regulation (7.2)."""

    name: ClassVar[str] = "ask_interpretation"
    entry: ClassVar[str] = "interpretation_asked"

    organ: str = ask("organ", "请示的机关、单位", "Organ that asks", of="own")
    clause: str = ask("clause", "请示的条款", "Clause", clause="7.2")
    reading: str | None = ask(
        "reading", "有关的适用口径", "Reading", default=None, hint="条文有两种以上读法、已列为口径的，选择这一口径。"
    )
    question: Sealed = ask(
        "prose", "问题", "Question", clause="7.2",
        hint="写明条文哪一处有疑问、有哪几种理解。原文只有本机关请示人和负责解释的机关看得到，不公开。",
    )  # fmt: skip
    casefile: str | None = ask(
        "code", "由哪一案卷引起", "Case file it arose in", default=None,
        hint="填案卷号；只有能查阅该案卷的人看得到这一项。",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answering(Act):
    """What a draft and an answer both say."""

    statement: Sealed = ask(
        "prose", "公开的问题表述", "Question as published",
        hint="答复后对本区所有账号公开，不写当事人和案情。",
    )  # fmt: skip
    answer: Sealed = ask("prose", "答复", "Answer", clause="7.2")
    settles: str | None = ask(
        "reading_value", "明确的适用口径", "Reading settled", default=None,
        hint="用于答复以后启动的案卷；已经启动的案卷不变。",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInterpretation(_Answering):
    """起草解释: what an officer of the interpreting organ proposes to answer."""

    name: ClassVar[str] = "draft_interpretation"
    entry: ClassVar[str] = "interpretation_drafted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInterpretation(_Answering):
    """答复解释: the interpreting organ's answer, with number and day, public in the district from now on (7.2)."""

    name: ClassVar[str] = "answer_interpretation"
    entry: ClassVar[str] = "interpretation_answered"

    number: str | None = ask(
        "code", "文号", "Number", default=None, hint="本机关已经编定的文号；不填的，由系统依次编号。"
    )
    supersedes: str | None = ask(
        "code", "替代的解释", "Interpretation superseded", default=None, hint="填被替代的解释的文号；原解释仍可查阅。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawInterpretation(Act):
    """撤回解释: it is followed no more; it stays to be read."""

    name: ClassVar[str] = "withdraw_interpretation"
    entry: ClassVar[str] = "interpretation_withdrawn"

    reasons: Sealed = ask("prose", "撤回的理由", "Reasons", clause="7.2")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupersedeInterpretation(Act):
    """Never asked for: what a later answer leaves on the interpretation that it takes the place of."""

    name: ClassVar[str] = "supersede_interpretation"
    entry: ClassVar[str] = "interpretation_superseded"

    by: str = ask("code", "由哪一解释替代", "Superseded by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A point of risk with what is done about it."""

    risk: Sealed = ask("line", "风险点", "Risk")
    measure: Sealed = ask("line", "防控措施", "Measure")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReform(Act):
    """事前备案: a unit files a risky reform before it acts; beyond the text of the regulation."""

    name: ClassVar[str] = "file_reform"
    entry: ClassVar[str] = "reform_filed"

    unit: str = ask("organ", "备案单位", "Unit", of="own_unit")
    receiver: str = ask("organ", "接收备案的机关", "Receiving organ", of="receiving")
    title: Sealed = ask("line", "改革事项名称", "Title")
    matters: tuple[str, ...] = ask("findings", "属于哪些改革事项", "Matters of reform", of="matter", clause="3.1")
    basis: Sealed = ask("prose", "决策依据", "Basis", hint="决策部署的文件名称、文号、日期。")
    risks: tuple[Risk, ...] = ask("rows", "风险点和防控措施", "Risks and measures", row=Risk)
    demonstration: Sealed = ask(
        "prose", "论证情况", "Demonstration", clause="4.1.2", hint="何时、由谁论证，有哪些不同意见。"
    )
    demonstration_files: tuple[Sealed, ...] = ask("attachments", "论证材料", "Papers of the demonstration", default=())
    study: Sealed = ask(
        "prose", "集体研究情况", "Collective study", clause="4.1.2", hint="会议名称、日期、到会情况、研究结果。"
    )
    study_files: tuple[Sealed, ...] = ask("attachments", "会议记录等材料", "Papers of the study", default=())
    starts_on: date = ask("date", "计划开始日期", "Expected start", hint="备案在实施之前办理，不早于今天。")
    ends_on: date | None = ask("date", "计划完成日期", "Expected end", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeFiling(Act):
    """收到备案: the receipt, with a number; not consent, not approval."""

    name: ClassVar[str] = "acknowledge_filing"
    entry: ClassVar[str] = "filing_acknowledged"

    remark: Sealed | None = ask("prose", "备注", "Remark", default=None, hint="备案不是审批，不写同意或者不同意。")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFiling(Act):
    """对备案提出问题: what the receiving organ wants the unit to supplement."""

    name: ClassVar[str] = "question_filing"
    entry: ClassVar[str] = "filing_questioned"

    questions: Sealed = ask("prose", "需要补充说明的问题", "Questions")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementFiling(Act):
    """补充备案: what the unit adds, asked for or not."""

    name: ClassVar[str] = "supplement_filing"
    entry: ClassVar[str] = "filing_supplemented"

    statement: Sealed = ask("prose", "补充说明", "Statement")
    files: tuple[Sealed, ...] = ask("attachments", "补充材料", "Papers", default=())
