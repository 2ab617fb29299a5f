"""Proposals, votes and decisions."""

from collections.abc import Iterable, Mapping

from rongcuo.base import Refusal
from rongcuo.casefile.acts import CorrectDecision, Decide, Deliberate
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.fields import clause_of
from rongcuo.casefile.law import Deciding, compare, departs, proposal_of, standing_of
from rongcuo.casefile.state import Proposal

Voted = Deliberate | CorrectDecision
"""The acts that bring ballots."""


def departure_has_reasons(act: Deciding, facts: FileFacts) -> Iterable[Refusal]:
    """Whoever departs from the determination, or decides while it is open, says why."""
    determination, proposal = compare(facts.state, facts.context.policy), proposal_of(act)
    if act.departure is not None or proposal is None or not departs(determination, proposal, standing_of(act)):
        return
    pack = facts.context.policy.pack
    missing = "、".join(pack.findings[name].label for name in determination.missing)
    possible = "、".join(pack.standings[name].label for name in determination.possible)
    code = "departure.open_findings" if missing else "departure.needs_reasons"
    yield Refusal(code, {"missing": missing, "possible": possible})


def measure_fits(act: Deciding, facts: FileFacts) -> Iterable[Refusal]:
    """A measure stands where the pack asks for one, and belongs to the file's route."""
    needing = strings(facts.parameters.get("measure"), "decisions")
    proposal = proposal_of(act)
    decision = proposal.decision if proposal else None
    if decision in needing and act.measure is None:
        yield Refusal("measure.missing")
    if act.measure is None:
        return
    if decision not in needing:
        yield Refusal("measure.not_for_this_decision")
    groups = {row.id: (row.group or "").split() for row in facts.context.table.lists["measure"]}
    if facts.state.file.route not in groups[act.measure]:
        yield Refusal("measure.not_of_this_route")


def every_member_once(act: Voted, facts: FileFacts) -> Iterable[Refusal]:
    """The roll holds every member of the body in post, each once, and nobody else."""
    if not act.ballots:
        return
    members = facts.context.in_post(facts.state.organ("deciding"), "member")
    named = [ballot.member for ballot in act.ballots]
    if len(set(named)) != len(named):
        yield Refusal("vote.member_twice")
    if set(named) != members:
        missing, strangers = len(members - set(named)), len(set(named) - members)
        yield Refusal("vote.roll_differs", {"missing": missing, "strangers": strangers})


def barred_members_recuse(act: Voted, facts: FileFacts) -> Iterable[Refusal]:
    """Who had a part before the vote or after it, is the party or has recused does not sit in judgement."""
    state, parts = facts.state, facts.state.parts
    barred = state.recused | parts.investigating | parts.assessing | parts.consenting | parts.appealing
    for ballot in act.ballots:
        is_barred = ballot.member in barred or ballot.member == state.file.party_person
        if is_barred and ballot.attendance == "present":
            yield Refusal("vote.barred_member_present")


def only_those_present_vote(act: Voted, _: FileFacts) -> Iterable[Refusal]:
    """A vote belongs to a member present; no written vote counts."""
    if any(ballot.attendance != "present" and ballot.vote != "none" for ballot in act.ballots):
        yield Refusal("vote.absent_member_votes")


def ballot_is_as_the_rule_says(act: Deliberate, facts: FileFacts) -> Iterable[Refusal]:
    """By a secret ballot the file keeps a count and no name beside a vote; openly, names and no other count."""
    rule, secret = facts.context.vote_rule, act.secret_votes
    if rule is None:
        return
    if rule.secrecy == "open":
        if secret is not None:
            yield Refusal("vote.open_by_name")
        return
    if any(ballot.vote != "none" or ballot.opinion is not None for ballot in act.ballots):
        yield Refusal("vote.secret_names_nobody")
    present = sum(ballot.attendance == "present" for ballot in act.ballots)
    cast = secret.cast if secret else 0
    if secret is None or cast != present:
        yield Refusal("vote.secret_count_differs", {"cast": cast, "present": present})


def quorum_is_met(_: Voted, facts: FileFacts) -> Iterable[Refusal]:
    """Below the quorum there is no deliberation to record."""
    tally = facts.tally
    if facts.context.vote_rule is None:
        yield Refusal("vote.no_rule")
    elif tally is not None and tally.present < tally.quorum:
        numbers = {"present": tally.present, "quorum": tally.quorum, "entitled": tally.entitled}
        yield Refusal("vote.no_quorum", numbers)


def decides_what_was_carried(act: Decide, facts: FileFacts) -> Iterable[Refusal]:
    """The decision is the proposal that the body carried, measure included."""
    deliberation = facts.state.deliberation
    if deliberation is not None and deliberation.proposal != Proposal(act.decision, act.measure):
        carried = facts.context.policy.pack.decisions[deliberation.proposal.decision].label
        yield Refusal("decision.differs", {"carried": carried})


def names_the_other_rule(act: Decide, facts: FileFacts) -> Iterable[Refusal]:
    """依规: mitigated and lighter name the other rule and its range (4.2)."""
    kind = facts.context.policy.pack.decisions[act.decision]
    if kind.needs_other_rule and act.other_rule is None:
        yield Refusal("decision.other_rule_missing", {"decision": kind.label}, clause_of(Decide, "other_rule"))


def tells_how_to_appeal(act: Decide, facts: FileFacts) -> Iterable[Refusal]:
    """A decision that holds accountable tells how to appeal (5.6)."""
    appealable = strings(facts.parameters.get("appeal_notice"), "decisions")
    if act.decision in appealable and act.appeal_notice is None:
        yield Refusal("decision.appeal_notice_missing", {}, clause_of(Decide, "appeal_notice"))


def strings(table: object, key: str) -> tuple[str, ...]:
    """The texts under ``key`` of a parameter of the pack; none where it has no such table."""
    rows = table.get(key, ()) if isinstance(table, Mapping) else ()
    return tuple(str(row) for row in rows)
