"""One place where the database does not agree with itself, named so that an auditor finds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rongcuo.base import Language, sentence
from rongcuo.ledger import Break

REGISTER = {"zh": "机关、人员登记", "en": "Register of organs and persons"}

CHECKPOINTS = "checkpoints"
"""In place of a chain's name: the fault is one of the checkpoints themselves."""

WHERE = {CHECKPOINTS: {"zh": "检查点", "en": "Checkpoints"}}
"""What is no case file and not the register, by the name that stands for its chain."""

EDITIONS = {
    "pack": ("规则包", "policy pack"),
    "readings": ("适用口径", "readings"),
    "calendar": ("工作日历", "calendar of working days"),
}
"""What a file is handled under, in Chinese and in English."""

COLUMNS = {
    "number": ("案号", "number"),
    "title_id": ("案由", "title"),
    "party_kind": ("当事人类别", "kind of party"),
    "party_person_id": ("当事人", "party"),
    "organisation_id": ("当事人所在单位", "organisation of the party"),
    "investigating_organ_id": ("问责调查机关（机构）", "investigating organ"),
    "deciding_organ_id": ("问责决定机关", "deciding organ"),
    "superior_organ_id": ("上级纪检监察机关", "superior organ"),
    "route": ("问责方式", "route"),
    "opened_on": ("启动日期", "day of opening"),
    "stage": ("阶段", "stage"),
    "decision": ("决定", "decision"),
    "decided_on": ("决定日期", "day of the decision"),
    "sequence": ("记录条数", "number of entries"),
    "head_hash": ("最后一条的摘要", "digest of the last entry"),
    "algorithm": ("摘要算法", "digest algorithm"),
    "changed_at": ("最后登记时间", "time of the last entry"),
    "next_deadline": ("下一期限", "next deadline"),
    "calendar": ("工作日历", "calendar of working days"),
    "projected_on": ("期限推算日", "day of the projection"),
    "runs_until": ("期限最后届满日", "latest last day of its limits"),
    "stale_on": ("下次推算日", "day of the next projection"),
}
"""What lists show of a file by its column, in Chinese and in English."""

ITEM_COLUMNS = {
    "number": ("文号", "number"),
    "stage": ("阶段", "stage"),
    "began_on": ("登记日期", "day it began"),
    "changed_at": ("最后登记时间", "time of the last entry"),
    "clause": ("条款", "clause"),
    "reading": ("适用口径", "reading"),
    "organ_id": ("请示的机关", "organ that asked"),
    "asked_by_id": ("请示人", "who asked"),
    "casefile_id": ("案卷", "case file"),
    "statement_id": ("公开的问题表述", "question as published"),
    "answered_for_id": ("答复的机关", "organ that answered"),
    "answered_on": ("答复日期", "day of the answer"),
    "settles": ("明确的适用口径", "reading settled"),
    "superseded_by_id": ("替代的解释", "what superseded it"),
    "ended_on": ("失效日期", "day it ended"),
    "unit_id": ("备案单位", "unit"),
    "receiver_id": ("接收备案的机关", "receiving organ"),
    "title_id": ("改革事项名称", "title"),
    "starts_on": ("计划开始日期", "expected start"),
    "ends_on": ("计划完成日期", "expected end"),
    "acknowledged_on": ("收到日期", "day of the receipt"),
    "is_questioned": ("有问题待补充", "question open"),
}
"""What lists show of an interpretation or a prior filing by its column."""


@dataclass(frozen=True, slots=True)
class Fault:
    """``number`` is the case file's or the item's; none for the register of people, or for the database as a whole."""

    code: str
    stream: str
    sequence: int = 0
    number: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Break, number: str | None) -> "Fault":
        """A break of a chain, with the file's number."""
        return cls(found.code, found.stream, found.sequence, number, found.params)

    def text(self, language: Language = "zh") -> str:
        """The sentence an auditor reads, with the file and the entry it concerns."""
        known = {"stream": self.stream, "sequence": self.sequence} | dict(self.params)
        colon = "：" if language == "zh" else ": "
        where = self.number or WHERE.get(self.stream, REGISTER)[language]
        return f"{where}{colon}{sentence(self.code, known, language)}"

    def as_json(self) -> dict[str, object]:
        """The form that ``--format json`` prints."""
        return {
            "code": self.code,
            "stream": self.stream,
            "sequence": self.sequence,
            "casefile": self.number,
            "message": self.text("zh"),
            "message_en": self.text("en"),
        }
