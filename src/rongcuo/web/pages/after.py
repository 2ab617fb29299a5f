"""七、决定之后: clarification, orders for the results, rectification, visits, the archive."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rongcuo.casefile import Record
from rongcuo.casefile.state import EffectOrder, Rectification
from rongcuo.web.marks import Badge, Lamp, lamp, short_date
from rongcuo.web.pages.onfile import OnFile
from rongcuo.web.pages.particulars import Particular
from rongcuo.workdays import remaining


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One result of the exemption, and how far the body has come with it."""

    number: int
    effect: str
    beneficiary: str
    organ: str
    ordered: str
    answer: str
    note: str


@dataclass(frozen=True, slots=True)
class RectificationRow:
    """One suggestion, and how far it has come; ``lamp`` while a report is awaited."""

    number: int
    recipient: str
    problems: str
    lamp: Lamp | None
    state: str


@dataclass(frozen=True, slots=True)
class After:
    """Everything that came after the decision."""

    lines: tuple[Particular, ...]
    orders: tuple[OrderRow, ...]
    rectifications: tuple[RectificationRow, ...]


def after(on: OnFile) -> After | None:
    """What the reader may see of it; none before there is anything."""
    if not {"decision_served_on", "terminated_on"} & on.state.dates.keys():
        return None
    return After(
        lines=tuple(_lines(on)),
        orders=tuple(_order(each, on) for each in on.state.effect_orders if on.sees(each.entry)),
        rectifications=tuple(_rectification(each, on) for each in on.state.rectifications if on.sees(each.entry)),
    )


def _lines(on: OnFile) -> Iterator[Particular]:
    state = on.state
    for made in state.clarifications:
        form = on.law.choice("clarification_form", made.form)
        yield Particular("澄清", f"{short_date(made.made_on)}{form}，范围：{on.text(made.scope)}")
    for visit in state.visits:
        form = on.law.choice("visit_form", visit.form)
        yield Particular("回访", f"{short_date(visit.visited_on)}{form}，{on.people(visit.visitors)}")
    if state.archive:
        kept = on.law.choice("retention_period", state.archive.retention)
        yield Particular("归档", f"{state.archive.volume}，保管期限{kept}，归档人{on.person(state.archive.archivist)}")


def _order(order: EffectOrder, on: OnFile) -> OrderRow:
    answered = order.result is not None and on.sees(order.answered_entry)
    return OrderRow(
        number=order.number,
        effect=on.law.choice("effect", order.effect),
        beneficiary=on.law.choice("beneficiary", order.beneficiary),
        organ=on.organ(order.organ),
        ordered=short_date(order.ordered_on),
        answer=on.law.choice("effect_result", order.result) if answered else "尚未回执",
        note=on.text(order.note) if answered else "",
    )


def _rectification(each: Rectification, on: OnFile) -> RectificationRow:
    awaited = each.status in ("issued", "returned")
    said = {"issued": "等待反馈", "reported": "已反馈，等待核查"}
    return RectificationRow(
        number=each.number,
        recipient=on.law.choice("rectification_recipient", each.recipient),
        problems=on.text(each.problems),
        lamp=lamp(remaining(each.due_on, on.today, on.calendar)) if awaited else None,
        state=said.get(each.status) or on.law.choice("verification", each.status),
    )


Detail = tuple[str, Badge | None, str]


def _clarified(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"（{on.law.choice('clarification_form', act.form)}）", None, ""


def _ordered(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    number = next((each.number for each in on.state.effect_orders if each.entry == record.sequence), 0)
    effect = on.law.choice("effect", act.effect)
    return f"第{number}项：{effect}；发给{on.organ(act.receiving_organ)}", None, ""


def _acknowledged(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"第{act.order}项：{on.law.choice('effect_result', act.result)}", None, ""


def _issued(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    number = next((each.number for each in on.state.rectifications if each.entry == record.sequence), 0)
    recipient = on.law.choice("rectification_recipient", act.recipient)
    return f"第{number}项，发给{recipient}，{short_date(act.due_on)}前反馈", None, ""


def _reported(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    del on
    return f"（整改建议书第{act.rectification}项）", None, ""


def _verified(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    until = f"，{short_date(act.due_on)}前再次反馈" if act.due_on else ""
    return f"第{act.rectification}项：{on.law.choice('verification', act.result)}{until}", None, ""


def _archived(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{act.volume}，保管期限{on.law.choice('retention_period', act.retention)}", None, ""


def _terminated(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.law.choice('termination_reason', act.reason)}，{on.person(act.approved_by)}批准", None, ""


def _visited(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"（{on.law.choice('visit_form', act.form)}），回访人员{on.people(act.visitors)}", None, ""


DETAILS: Mapping[str, Callable[[Record, OnFile], Detail]] = {
    "clarify": _clarified,
    "order_effect": _ordered,
    "acknowledge_effect": _acknowledged,
    "issue_rectification": _issued,
    "report_rectification": _reported,
    "verify_rectification": _verified,
    "archive": _archived,
    "terminate": _terminated,
    "follow_up": _visited,
}
"""What these acts add to their verb on the timeline."""
