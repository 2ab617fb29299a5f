"""Facts entered on a file: they say something, rest on evidence that is there, and contradict nothing."""

from collections.abc import Iterable
from dataclasses import replace

from rongcuo.base import Refusal
from rongcuo.casefile.acts import ListBreaches, ListEvents, RecordFinding, SettleRank
from rongcuo.casefile.facts import UNSETTLED_RANK, FileFacts
from rongcuo.casefile.law import derived_on, filled
from rongcuo.casefile.state import Records
from rongcuo.determination import contradictions

Listing = ListBreaches | ListEvents
"""What enters a whole list."""


def list_says_something(act: Listing, _: FileFacts) -> Iterable[Refusal]:
    """An empty list says something only when it is declared complete."""
    if not act.rows and not act.complete:
        yield Refusal("records.empty")


def list_contradicts_nothing(act: Listing, facts: FileFacts) -> Iterable[Refusal]:
    """What follows from the list excludes no finding that the file establishes."""
    listed = Records(act.rows, act.complete, (), 0)
    state = replace(facts.state, records={**facts.state.records, act.record: listed})
    for problem in contradictions(facts.context.policy.pack, filled(state, facts.context.policy)):
        yield Refusal("finding.excludes", dict(problem.params), problem.place.clause)


def departing_from_facts_has_reasons(act: RecordFinding, facts: FileFacts) -> Iterable[Refusal]:
    """An officer may find otherwise than the facts on file lead to, and says why."""
    follows = derived_on(facts.state, facts.context.policy).findings.get(act.finding)
    if follows is None or follows.answer.is_open or follows.answer.value == act.value or act.against_facts is not None:
        return
    finding = facts.context.policy.pack.findings[act.finding]
    established, not_established = finding.words
    word = established if follows.answer.value == "established" else not_established
    yield Refusal("finding.against_facts", {"finding": finding.label, "follows": word})


def rank_is_settled_into_a_group(act: SettleRank, facts: FileFacts) -> Iterable[Refusal]:
    """What is settled stands in a group of 5.7."""
    groups = {row.id: row.group for row in facts.context.table.lists["rank"]}
    if (groups[act.rank] or UNSETTLED_RANK) == UNSETTLED_RANK:
        yield Refusal("rank.unsettled")
