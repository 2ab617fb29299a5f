"""Clarification, the results of an exemption, rectification."""

from collections.abc import Iterable
from datetime import date

from rongcuo.base import Refusal
from rongcuo.casefile.acts import (
    AcknowledgeEffect,
    Clarify,
    IssueRectification,
    OrderEffect,
    ReportRectification,
    VerifyRectification,
)
from rongcuo.casefile.competence import is_party
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.fields import clause_of
from rongcuo.casefile.state import EffectOrder, Rectification
from rongcuo.workdays import CalendarGap

_WRITTEN, _DECLINED, _BY_RELATIVES = "written", "declined", "relatives"
"""Ids of the pack's lists that the checks of a clarification speak of."""


def consulted_before(act: Clarify, facts: FileFacts) -> Iterable[Refusal]:
    """The party is asked before; whoever has died is not, but the relatives are."""
    if act.consulted_on > act.occurred_on:
        yield Refusal(
            "clarification.consulted_late", {"consulted": act.consulted_on}, clause_of(Clarify, "consulted_on")
        )
    died = facts.date_of("death_recorded_on") is not None
    if died is not (act.party_opinion == _BY_RELATIVES):
        code = "clarification.party_deceased" if died else "clarification.party_alive"
        yield Refusal(code, {}, clause_of(Clarify, "party_opinion"))


def refusal_means_in_writing(act: Clarify, _: FileFacts) -> Iterable[Refusal]:
    """Whoever does not want it public is cleared in writing only."""
    if act.party_opinion == _DECLINED and act.form != _WRITTEN:
        yield Refusal("clarification.declined", {}, clause_of(Clarify, "form"))


def spoken_also_in_writing(act: Clarify, _: FileFacts) -> Iterable[Refusal]:
    """当面、会议、通报 say where, and have their paper."""
    if act.form == _WRITTEN:
        return
    if act.occasion is None:
        yield Refusal("clarification.occasion_missing", {}, clause_of(Clarify, "form"))
    if not act.letter:
        yield Refusal("clarification.letter_missing", {}, clause_of(Clarify, "letter"))


def ordered_once(act: OrderEffect, facts: FileFacts) -> Iterable[Refusal]:
    """One order for each item, body and beneficiary."""
    wanted = (act.effect, act.receiving_organ, act.beneficiary)
    for order in facts.state.effect_orders:
        if (order.effect, order.organ, order.beneficiary) == wanted:
            yield Refusal("effect.ordered_already", {"number": order.number, "entry": order.entry})


def the_dead_gain_nothing(act: OrderEffect, facts: FileFacts) -> Iterable[Refusal]:
    """After the party's death its unit alone can still have the benefit."""
    if act.beneficiary == "party" and facts.date_of("death_recorded_on"):
        yield Refusal("effect.party_deceased", {}, clause_of(OrderEffect, "beneficiary"))


def answers_its_own_order(act: AcknowledgeEffect, facts: FileFacts) -> Iterable[Refusal]:
    """A body answers what it was sent; of what others were sent it learns nothing."""
    order = _order(act.order, facts)
    if order is None:
        yield Refusal("effect.no_such_order", {"number": act.order})
    elif order.result is not None:
        yield Refusal("effect.acknowledged_already", {"number": act.order, "entry": order.answered_entry})


def says_why_not(act: AcknowledgeEffect, _: FileFacts) -> Iterable[Refusal]:
    """不适用 has a reason."""
    if act.result == "not_applicable" and act.note is None:
        yield Refusal("effect.reason_missing")


def due_after_issue(act: IssueRectification, facts: FileFacts) -> Iterable[Refusal]:
    """The day until which to report lies ahead, in years whose working days are known."""
    if act.due_on <= act.occurred_on:
        yield Refusal("rectification.due_too_early", {"due": act.due_on}, clause_of(IssueRectification, "due_on"))
    yield from _countable(act.due_on, facts)


def the_dead_rectify_nothing(act: IssueRectification, facts: FileFacts) -> Iterable[Refusal]:
    """After the party's death the suggestion goes to the unit."""
    if act.recipient == "party" and facts.date_of("death_recorded_on"):
        yield Refusal("rectification.party_deceased", {}, clause_of(IssueRectification, "recipient"))


def reported_by_the_right_hand(act: ReportRectification, facts: FileFacts) -> Iterable[Refusal]:
    """Whoever the suggestion went to reports online today; an officer registers the paper."""
    suggestion = _suggestion(act.rectification, facts)
    officer = facts.actor in facts.officers
    if suggestion is None or not (officer or suggestion.recipient == _side(facts)):
        yield Refusal("rectification.unknown", {"number": act.rectification})
        return
    if suggestion.status not in ("issued", "returned"):
        yield Refusal("rectification.not_awaited", {"number": act.rectification, "entry": suggestion.reported_entry})
    if officer and not (act.on_paper and act.attachments):
        yield Refusal("rectification.paper_missing")
    if not officer and (act.on_paper or act.occurred_on != facts.today):
        yield Refusal("rectification.reported_online", {"today": facts.today})


def verifies_what_was_reported(act: VerifyRectification, facts: FileFacts) -> Iterable[Refusal]:
    """There is a report to verify; what is returned has a new day."""
    suggestion = _suggestion(act.rectification, facts)
    if suggestion is None:
        yield Refusal("rectification.unknown", {"number": act.rectification})
    elif suggestion.status != "reported":
        yield Refusal("rectification.not_reported", {"number": act.rectification})
    if act.result == "returned" and (act.due_on is None or act.due_on <= act.occurred_on):
        yield Refusal("rectification.new_day_missing", {}, clause_of(VerifyRectification, "due_on"))
    yield from _countable(act.due_on, facts)


def not_before_it(
    act: AcknowledgeEffect | ReportRectification | VerifyRectification, facts: FileFacts
) -> Iterable[Refusal]:
    """What answers something on file was not done before it."""
    earliest = _since(act, facts)
    if earliest is not None and act.occurred_on < earliest:
        yield Refusal("guard.not_before", {"earliest": earliest, "occurred_on": act.occurred_on})


def _countable(due: date | None, facts: FileFacts) -> Iterable[Refusal]:
    try:
        facts.context.calendar.working_days_between(facts.today, due or facts.today)
    except CalendarGap as gap:
        yield Refusal(gap.problem.code, gap.problem.params)


def _since(act: AcknowledgeEffect | ReportRectification | VerifyRectification, facts: FileFacts) -> date | None:
    if isinstance(act, AcknowledgeEffect):
        order = _order(act.order, facts)
        return order.ordered_on if order else None
    suggestion = _suggestion(act.rectification, facts)
    return (suggestion.since or suggestion.issued_on) if suggestion else None


def _order(number: int, facts: FileFacts) -> EffectOrder | None:
    """The order of that number, if it went to a body in which the actor receives."""
    mine = {post.organ for post in facts.context.actor.posts if post.function in _receivers(facts)}
    return next((each for each in facts.state.effect_orders if each.number == number and each.organ in mine), None)


def _receivers(facts: FileFacts) -> frozenset[str]:
    roles = (facts.context.table.roles[name] for name in facts.context.table.acts[AcknowledgeEffect.name].by)
    return frozenset(function for role in roles for function in role.functions)


def _suggestion(number: int, facts: FileFacts) -> Rectification | None:
    return next((each for each in facts.state.rectifications if each.number == number), None)


def _side(facts: FileFacts) -> str:
    return "party" if is_party(facts.state, facts.context) else "unit"
