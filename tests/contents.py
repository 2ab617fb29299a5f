"""The usual content of the acts off the main path, and files brought to where they can be done, through the door."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rongcuo.office import clock
from rongcuo.office.models import CaseFile

if TYPE_CHECKING:
    from tests.builders import Scene

Raw = dict[str, Any]

ACCOUNTABLE: Raw = {"measure": "warning"}
SERVED: Raw = {"method": "direct", "received_by": "本人签收", "unit_received_by": "单位收发室签收"}
MATTER = "示事〔2026〕1号"

CONTENTS: dict[str, Callable[["Scene", CaseFile | None], Raw]] = {
    "file_appeal": lambda scene, _: {
        "kind": "reexamination", "appeal_organ": scene.id("appeals"), "grounds": "请求撤销警告。",
    },
    "request_consent_to_change": lambda _, __: {"proposal": "exempt", "request": "拟免于问责，请予同意。"},
    "decide_appeal": lambda scene, _: {
        "appeal": 1, "outcome": "upheld", "reasons": "原决定事实清楚。", "second_reviewer": scene.id("shaoting"),
    },
    "serve_appeal_decision": lambda _, __: {"appeal": 1, **SERVED},
    "correct_decision": lambda _, __: {"kind": "clerical", "reasons": "文号误写。"},
    "revoke_exemption": lambda _, __: {
        "ground": "concealment", "reasons": "隐瞒分包情况。", "heard": "当事人到场陈述，附笔录。",
    },
    "sign_document": lambda _, __: {},
    "serve_document": lambda _, __: {"document": 1, "recipient": "本人", "method": "direct"},
    "void_entry": lambda _, file: {"voided": file.version if file else 0, "reasons": "误记。"},
    "list_breaches": lambda _, __: {
        "rows": [{"norm": "人防工程管理规定", "article": "第八条", "rank": "departmental_rule", "kind": "other"}]
    },
    "list_events": lambda _, __: {"complete": True},
    "settle_rank": lambda _, __: {"rank": "150", "reasons": "比照科员。"},
    "apply_superior_rules": lambda scene, _: {
        "assigned_by": "市纪委监委", "assignment": "市纪指〔2026〕3号", "rules": "省、市关于容错的规定。",
        "attachments": [scene.upload("gulan")],
    },
    "transfer": lambda scene, _: {
        "receiver": "市纪委监委", "letter": "示纪移〔2026〕1号", "reasons": "市管干部。",
        "approved_by": scene.id("gulan"),
    },
    "transfer_jurisdiction": lambda scene, _: {
        "incoming_organ": scene.id("inquiry_two"), "reasons": "派驻组负责监督该单位。",
        "approved_by": scene.id("gulan"), "approved_on": clock.today().isoformat(),
    },
    "merge": lambda scene, _: {
        "into": scene.opened().number, "reasons": "同一当事人。", "approved_by": scene.id("gulan"),
    },
    "split": lambda scene, _: {
        "scope": "采购事项另案办理。", "reasons": "当事人不同。", "approved_by": scene.id("gulan"),
    },
    "adopt_facts": lambda scene, _: {
        "source": sister(scene).number, "findings": ["duly_demonstrated"], "reason": "同一项目的论证情况。",
        "second_officer": scene.id("zhoumin"),
    },
    "refer_suspected_breach": lambda scene, _: {
        "receiver": "审查调查室", "facts": "涉嫌收受礼金。", "approved_by": scene.id("gulan"),
    },
}  # fmt: skip
"""By act, what is usually said besides its date."""


def held_accountable(scene: "Scene") -> CaseFile:
    """Decided accountable with a warning, and served."""
    file = scene.act("linshu", "deliberate", scene.at("reported"), proposal="accountable", **ACCOUNTABLE)
    told = {"appeal_notice": "可以自收到决定之日起一个月内申请复审。"}
    file = scene.act("fangzheng", "decide", file, decision="accountable", **ACCOUNTABLE, **told)
    return scene.act("linshu", "serve_decision", file)


def on_appeal(scene: "Scene") -> CaseFile:
    """The party has appealed."""
    return scene.act("xiemou", "file_appeal", held_accountable(scene))


def reviewed(scene: "Scene") -> CaseFile:
    """The appeal is decided."""
    return scene.act("yuanfei", "decide_appeal", on_appeal(scene))


def found(scene: "Scene") -> CaseFile:
    """The latest entry is a finding."""
    return scene.find(scene.opened(), {"diligent": "established"})


def sister(scene: "Scene") -> CaseFile:
    """Another party's file of the same matter, with a shared fact found."""
    file = scene.opened(matter_number=MATTER, party_person=scene.id("dengmou"), organisation=scene.id("civil_defence"))
    return scene.find(file, {"duly_demonstrated": "not_established"})


PREPARED: dict[str, Callable[["Scene"], CaseFile]] = {
    "held_accountable": held_accountable,
    "on_appeal": on_appeal,
    "reviewed": reviewed,
    "found": found,
    "unranked": lambda scene: scene.opened(rank="other"),
    "above_district": lambda scene: scene.opened(management="above_district"),
    "of_a_matter": lambda scene: scene.opened(matter_number=MATTER),
}
"""Files off the usual way."""
