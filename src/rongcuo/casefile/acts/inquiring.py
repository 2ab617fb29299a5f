"""The investigation: consideration ex officio, findings, answers, conclusion, report."""

from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Evidence already on file, as support (支持) or opposition (反对)."""

    number: int = ask("number", "证据编号", "Number")
    bearing: str = ask("choice", "支持或者反对", "Bearing", of="bearing")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded:
    """A new piece of evidence; it gets the file's next number."""

    title: Sealed = ask("line", "证据名称和来源", "Title and source")
    bearing: str = ask("choice", "支持或者反对", "Bearing", of="bearing")
    files: tuple[Sealed, ...] = ask("attachments", "文件", "Files", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsiderExOfficio(Act):
    """依职权审查: owed in every file, with or without a defence (5.1)."""

    name: ClassVar[str] = "consider_ex_officio"
    entry: ClassVar[str] = "considered_ex_officio"

    considered: tuple[str, ...] = ask(
        "findings", "已考虑的适用事项和条件", "Matters and conditions considered",
        of="matter,condition,circumstance", clause="5.1",
    )  # fmt: skip
    reasons: Sealed = ask(
        "prose", "审查情况", "What was considered", clause="5.1",
        hint="写明是否存在适用事项、适用条件的情形，依据哪些材料。",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFinding(Act):
    """记录认定: the answer on one finding, with reason and evidence; supersedes, never erases."""

    name: ClassVar[str] = "record_finding"
    entry: ClassVar[str] = "finding_recorded"

    finding: str = ask("finding", "认定事项", "Finding", clause="5.3")
    value: str = ask(
        "choice", "依现有证据", "On the evidence", of="answer", clause="5.3",
        hint="只回答这一项事实。没有材料的，选“未查清”，不作不存在处理。",
    )  # fmt: skip
    cited: tuple[Citation, ...] = ask(
        "citations", "已有证据", "Evidence on file", row=Citation, clause="5.3", default=()
    )
    added: tuple[EvidenceAdded, ...] = ask(
        "rows", "新增证据", "New evidence", row=EvidenceAdded, clause="5.3", default=()
    )
    reason: Sealed = ask(
        "prose", "理由", "Reason", clause="5.3",
        hint="写事实和证据，不写结论性评价。将原样写入调查报告。",
    )  # fmt: skip
    against_facts: Sealed | None = ask(
        "prose", "与登记推导的结果不同的理由", "Reasons for finding otherwise than the facts lead to", default=None,
        internal=True, clause="5.3", hint="已登记的规范或者事件可以推导出这一项，而认定与之不同的填写。",
    )  # fmt: skip
    second_officer: str = ask(
        "person", "第二承办人", "Second officer", of="officers", hint="认定应当由2名以上人员办理。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerClaim(Act):
    """答复申辩理由: adopted or not, with the reason (5.3, 5.4)."""

    name: ClassVar[str] = "answer_claim"
    entry: ClassVar[str] = "claim_answered"

    claim: int = ask("claim", "申辩理由", "Claim", clause="5.3")
    adopted: str = ask("choice", "是否采纳", "Adopted", of="adoption", clause="5.4")
    reason: Sealed = ask("prose", "理由", "Reason", clause="5.4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude(Act):
    """作出结论: the investigating organ's conclusion and proposal (5.3)."""

    name: ClassVar[str] = "conclude"
    entry: ClassVar[str] = "concluded"

    standing: str = ask("standing", "是否符合容错免责条件的结论", "Conclusion", clause="5.3")
    proposal: str = ask("decision", "拟提出的处理意见", "Proposed decision", clause="5.4")
    measure: str | None = ask(
        "choice", "拟给予的处理", "Proposed measure", of="measure", default=None,
        hint="拟问责、减轻或者从轻处理的填写。",
    )  # fmt: skip
    reasons: Sealed = ask("prose", "结论理由", "Reasons", clause="5.3")
    departure: Sealed | None = ask(
        "prose", "与条文比对结果不一致的理由", "Reasons for departing", default=None, internal=True, clause="5.3",
        hint="结论不在条文仍允许的结果之内，或者仍有未查清的事项时填写，供案件质量评查。",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Act):
    """提交调查报告: defence or its absence, answers, findings and conclusion (5.4)."""

    name: ClassVar[str] = "report"
    entry: ClassVar[str] = "reported"

    summary: Sealed = ask("prose", "报告要点", "Summary", clause="5.4")
    attachments: tuple[Sealed, ...] = ask("attachments", "调查报告文本", "The report", default=())
