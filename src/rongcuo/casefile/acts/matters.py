"""Who is competent for a file, what belongs together, and what is handed over (2, 5.1, 5.3)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplySuperiorRules(Act):
    """适用省、市规定: management lies above the district, and a recorded assignment lets the district go on (2)."""

    name: ClassVar[str] = "apply_superior_rules"
    entry: ClassVar[str] = "superior_rules_applied"

    assigned_by: Sealed = ask("line", "指定办理的机关", "Organ that assigned it", clause="2")
    assignment: str = ask("code", "指定办理的文号", "Number of the assignment", clause="2")
    rules: Sealed = ask("prose", "适用的省、市规定", "Rules of the province or the city", clause="2")
    attachments: tuple[Sealed, ...] = ask("attachments", "指定办理的文件", "The assignment", clause="2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Act):
    """移送: to the organ that is competent above the district; ends the file here (2)."""

    name: ClassVar[str] = "transfer"
    entry: ClassVar[str] = "transferred"

    receiver: Sealed = ask("line", "移送的机关", "Transferred to", clause="2")
    letter: str = ask("code", "移送函文号", "Number of the letter", clause="2")
    reasons: Sealed = ask("prose", "移送的理由", "Reasons", clause="2")
    approved_by: str = ask("person", "批准移送的负责人", "Approved by", of="investigating")


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferJurisdiction(Act):
    """移交管辖: another investigating organ of the district takes the file over."""

    name: ClassVar[str] = "transfer_jurisdiction"
    entry: ClassVar[str] = "jurisdiction_transferred"

    incoming_organ: str = ask("organ", "接办机关（机构）", "Organ that takes over", of="investigating", clause="5.2")
    reasons: Sealed = ask("prose", "移交的理由", "Reasons")
    approved_by: str = ask("person", "批准移交的负责人", "Approved by", of="any")
    approved_on: date = ask("date", "批准日期", "Approved on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Act):
    """并案: another file on the same party goes on, and this one ends."""

    name: ClassVar[str] = "merge"
    entry: ClassVar[str] = "merged"

    into: str = ask("casefile", "并入的案卷", "Merged into", hint="填写案卷号；并入的案卷应当是同一当事人的。")
    reasons: Sealed = ask("prose", "并案的理由", "Reasons")
    approved_by: str = ask("person", "批准并案的负责人", "Approved by", of="investigating")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Act):
    """分案: part of the matter goes on in a file of its own."""

    name: ClassVar[str] = "split"
    entry: ClassVar[str] = "split_off"

    scope: Sealed = ask("prose", "分出的事项", "What is split off", hint="写明另案办理的事项和当事人。")
    into: str | None = ask("casefile", "另立的案卷", "File of its own", default=None, hint="已经另立的，填写案卷号。")
    reasons: Sealed = ask("prose", "分案的理由", "Reasons")
    approved_by: str = ask("person", "批准分案的负责人", "Approved by", of="investigating")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptFacts(Act):
    """援用共同事实: what was found on another file of the same matter, by reference to its entries."""

    name: ClassVar[str] = "adopt_facts"
    entry: ClassVar[str] = "facts_adopted"

    source: str = ask("casefile", "援用的案卷", "File adopted from", clause="5.3", hint="同一事项的案卷号。")
    findings: tuple[str, ...] = ask(
        "findings", "援用的认定", "Findings adopted", clause="5.3", hint="限于各当事人共同的事实。"
    )
    reason: Sealed = ask("prose", "援用的理由", "Reason", clause="5.3", hint="写明这些事实对本案当事人同样成立。")
    second_officer: str = ask(
        "person", "第二承办人", "Second officer", of="officers", hint="认定应当由2名以上人员办理。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferSuspectedBreach(Act):
    """移送涉嫌违纪违法线索: sealed from the party, and from everybody but the investigating organ."""

    name: ClassVar[str] = "refer_suspected_breach"
    entry: ClassVar[str] = "suspected_breach_referred"

    receiver: Sealed = ask("line", "移送的部门", "Referred to", clause="1.3")
    facts: Sealed = ask("prose", "涉嫌的事实", "What is suspected", clause="1.3")
    attachments: tuple[Sealed, ...] = ask("attachments", "材料", "Attachments", default=())
    approved_by: str = ask("person", "批准移送的负责人", "Approved by", of="investigating")
