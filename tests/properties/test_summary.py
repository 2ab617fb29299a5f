"""The annual summary over files that went every way: equal to the slow count, whatever the days, and adding up."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rongcuo.casefile import CaseState, evolve, read_record
from rongcuo.reports.facts import FileFacts, facts_of
from rongcuo.reports.summary import Summary, summarise
from rongcuo.reports.view import Period
from tests import desk as d
from tests import stories
from tests.budget import examples
from tests.desk import Desk
from tests.slow_summary import counted, in_acts_or_files, said

WAYS: tuple[Callable[[Desk | None], Desk], ...] = (
    d.opened, d.served, d.defended, d.reviewed, d.reported, d.deliberated, d.consented, d.decided, d.decision_served,
    stories.held_accountable, stories.on_appeal, stories.appealed, stories.exempt_and_served, stories.revoked,
    stories.corrected,
)  # fmt: skip
BEGUN = st.dates(date(2024, 1, 1), date(2026, 3, 2))

Told = tuple[FileFacts, list]


@st.composite
def files(draw: st.DrawFn) -> list[Told]:
    """Some files, each begun on its own day and led its own way."""
    ways = draw(st.lists(st.tuples(st.sampled_from(WAYS), BEGUN), max_size=5))
    return [
        told(way(Desk(today=begun, opening={"approved_on": begun.isoformat()})), f"file-{number}")
        for number, (way, begun) in enumerate(ways)
    ]


def told(desk: Desk, identity: str) -> Told:
    """The facts of a file, and its entries as the slow count reads them."""
    state, steps = CaseState(), []
    for entry in desk.entries:
        state = evolve(state, entry)
        steps.append((read_record(entry), state))
    rows = [said(each.sequence, each.type, each.occurred_on.isoformat(), each.body) for each in desk.entries]
    return facts_of(identity, identity, steps, desk.policy), rows


def summary(found: list[Told], year: int) -> Summary:
    facts = [FileFacts.load(file.dump()) for file, _ in found]
    return summarise(facts, (Period.year(year),), lambda after, until: (until - after).days, {})[0]


FEW = settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(files(), st.integers(2023, 2027))
def test_the_figures_are_those_of_the_slow_count(found, year):
    slow = {name: number for name, number in counted([rows for _, rows in found], year).items() if number}
    assert slow == in_acts_or_files(summary(found, year))


@FEW
@given(files())
def test_what_one_year_carries_forward_the_next_carries_over_and_every_check_holds(found):
    years = [summary(found, year) for year in range(2023, 2028)]
    for before, after in pairwise(years):
        assert before.value("carried_forward") == after.value("carried_over")
    assert [] == [(each.period, check) for each in years for check in each.checks if not check.holds]
    assert len(found) == sum(each.value("started") for each in years)


@FEW
@given(files(), st.integers(2024, 2026))
def test_nothing_that_comes_after_a_year_changes_its_figures(found, year):
    """Facts of later years may stay or go: a report of a year says the same whenever it is counted."""
    last = date(year, 12, 31)
    early = [
        (
            FileFacts.load(
                file.dump() | {"events": [row for row in file.dump()["events"] if row[2] <= last.isoformat()]}
            ),
            [],
        )
        for file, _ in found
        if file.opened_on <= last
    ]
    assert summary(found, year).dump() == summary(early, year).dump()


@FEW
@given(files(), st.integers(2024, 2026))
def test_the_order_of_the_files_changes_nothing(found, year):
    assert summary(found, year).dump() == summary(list(reversed(found)), year).dump()


@FEW
@given(files())
def test_the_facts_are_the_same_after_they_were_kept(found):
    for file, _ in found:
        assert file == FileFacts.load(file.dump())
        assert file.last_on - file.opened_on >= timedelta()
