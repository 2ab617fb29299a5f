"""The closed lists: functions of an appointment, capacities of an organ."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """What a person does in an organ.

    ``capacity`` is what the organ must be for it (none: any organ).
    ``administers`` marks the three office functions of 三员分立: who holds one
    holds no other function at all, and sees no case file.
    """

    id: str
    label: str
    label_en: str
    capacity: str | None = None
    administers: bool = False


FUNCTIONS: dict[str, Function] = {
    function.id: function
    for function in (
        Function("head", "负责人", "Head of the organ"),
        Function("officer", "承办人员", "Case officer", "investigating"),
        Function("secretary", "会议记录人", "Secretary of the deciding body", "deciding"),
        Function("member", "有表决权的成员", "Voting member", "deciding"),
        Function("signatory", "决定书签发人", "Signs the decision", "deciding"),
        Function("approver", "请示批复人", "Replies to requests", "superior"),
        Function("reviewer", "审理人员", "Case reviewer", "case_review"),
        Function("receiver", "结果运用承办人员", "Acts on what is sent to the body", "receiving"),
        Function("personnel_officer", "回访人员", "Makes follow-up visits", "personnel"),
        Function("appeal_reviewer", "申诉复查人员", "Reviews appeals", "appeal"),
        Function("expert", "评估专家", "Expert of an assessment panel"),
        Function("unit_representative", "单位代表", "Acts for the unit", "unit"),
        Function("staff", "一般工作人员", "Staff"),
        Function("system_administrator", "系统管理员", "System administrator", "office", administers=True),
        Function("security_administrator", "安全管理员", "Security administrator", "office", administers=True),
        Function("auditor", "审计员", "Auditor", "office", administers=True),
    )
}

ADMINISTRATORS = frozenset(function.id for function in FUNCTIONS.values() if function.administers)

DUTIES: dict[str, str] = {
    "interpretation": "负责解释的机关",
    "prior_filing": "接收事前备案的机关",
    "summary": "编制年度汇总的机关",
}
"""The duties that a district gives to organs by name, with their Chinese label."""

CAPACITIES: dict[str, str] = {
    "investigating": "问责调查机关（机构）",
    "deciding": "问责决定机关",
    "superior": "上级纪检监察机关",
    "case_review": "案件审理机构",
    "consulted": "征求意见的部门",
    "receiving": "结果运用部门",
    "personnel": "组织人事部门",
    "appeal": "申诉复查机关（机构）",
    "unit": "单位",
    "office": "系统管理机构",
}
"""What an organ may be, with its Chinese label; an organ may be several."""
