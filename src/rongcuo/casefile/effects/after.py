"""After the decision: clarification, the results of an exemption, rectification."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, joined
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, Clarification, EffectOrder, Rectification


def _clarified(state: CaseState, act: acts.Clarify, record: Record) -> CaseState:
    made = Clarification(record.sequence, act.form, act.scope, act.occurred_on)
    return replace(state, clarifications=(*state.clarifications, made))


def _ordered(state: CaseState, act: acts.OrderEffect, record: Record) -> CaseState:
    order = EffectOrder(
        number=len(state.effect_orders) + 1,
        entry=record.sequence,
        effect=act.effect,
        beneficiary=act.beneficiary,
        organ=act.receiving_organ,
        ordered_on=act.occurred_on,
    )
    return joined(replace(state, effect_orders=(*state.effect_orders, order)), "receiving", act.receiving_organ)


def _acknowledged(state: CaseState, act: acts.AcknowledgeEffect, record: Record) -> CaseState:
    orders = tuple(
        replace(order, result=act.result, note=act.note, answered_entry=record.sequence)
        if order.number == act.order
        else order
        for order in state.effect_orders
    )
    return replace(state, effect_orders=orders)


def _issued(state: CaseState, act: acts.IssueRectification, record: Record) -> CaseState:
    issued = Rectification(
        number=len(state.rectifications) + 1,
        entry=record.sequence,
        recipient="party" if state.file.party_kind == "unit" else act.recipient,
        problems=act.problems,
        issued_on=act.occurred_on,
        due_on=act.due_on,
    )
    return replace(state, rectifications=(*state.rectifications, issued))


def _reported(state: CaseState, act: acts.ReportRectification, record: Record) -> CaseState:
    changed = (
        replace(each, status="reported", since=act.occurred_on, reported_entry=record.sequence)
        if each.number == act.rectification
        else each
        for each in state.rectifications
    )
    return replace(state, rectifications=tuple(changed))


def _verified(state: CaseState, act: acts.VerifyRectification, record: Record) -> CaseState:
    changed = (
        replace(
            each,
            status=act.result,
            since=act.occurred_on,
            due_on=act.due_on or each.due_on,
            verified_entry=record.sequence,
        )
        if each.number == act.rectification
        else each
        for each in state.rectifications
    )
    return replace(state, rectifications=tuple(changed))


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.Clarify: _clarified,
    acts.OrderEffect: _ordered,
    acts.AcknowledgeEffect: _acknowledged,
    acts.IssueRectification: _issued,
    acts.ReportRectification: _reported,
    acts.VerifyRectification: _verified,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.Clarify: "clarified_on",
    acts.OrderEffect: "effect_ordered_on",
    acts.IssueRectification: "rectification_issued_on",
    acts.ReportRectification: "rectification_reported_on",
}
