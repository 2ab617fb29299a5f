"""A vote counted twice: once by the core, once on the fingers."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rongcuo.casefile import VoteRule
from rongcuo.casefile.acts import Ballot, SecretVotes
from rongcuo.casefile.voting import count

PRESENT = [("present", vote) for vote in ("for", "against", "abstain", "none")]
AWAY = [("leave", "none"), ("recused", "none")]

SHARES = st.fractions(Fraction(0), Fraction(1), max_denominator=12)
RULES = st.builds(
    VoteRule,
    quorum=SHARES,
    majority=SHARES,
    base=st.sampled_from(("entitled", "without_recused", "present", "voting")),
    source=st.just("本会议事规则"),
)


@st.composite
def rolls(draw: st.DrawFn, *, marks: list[tuple[str, str]] = PRESENT + AWAY) -> list[Ballot]:
    said = draw(st.lists(st.sampled_from(marks), max_size=15))
    return [Ballot(member=f"member{number}", attendance=here, vote=vote) for number, (here, vote) in enumerate(said)]


def plainly(roll: list[Ballot], rule: VoteRule) -> bool:
    """Enough have come, and more than the share of those who count are in favour: no rounding anywhere."""
    came = [ballot for ballot in roll if ballot.attendance == "present"]
    counted = {
        "entitled": roll,
        "without_recused": [ballot for ballot in roll if ballot.attendance != "recused"],
        "present": came,
        "voting": [ballot for ballot in came if ballot.vote in ("for", "against")],
    }[rule.base]
    in_favour = [ballot for ballot in came if ballot.vote == "for"]
    enough = Fraction(len(came)) >= rule.quorum * len(roll)
    return enough and Fraction(len(in_favour)) > rule.majority * len(counted)


@given(rolls(), RULES)
def test_the_count_is_what_one_counts_on_the_fingers(roll, rule):
    assert plainly(roll, rule) is count(roll, rule).carried


@given(rolls(), RULES)
def test_everybody_on_the_roll_is_counted_once(roll, rule):
    tally = count(roll, rule)
    silent = sum(ballot.attendance == "present" and ballot.vote == "none" for ballot in roll)

    assert len(roll) == tally.entitled
    assert tally.present == tally.in_favour + tally.against + tally.abstained + silent
    assert tally.recused == sum(ballot.attendance == "recused" for ballot in roll)
    assert tally.in_favour <= tally.present <= tally.entitled - tally.recused


@given(rolls(), RULES)
def test_what_is_needed_is_the_least_number_that_carries(roll, rule):
    """One vote fewer would not be more than the share of the base."""
    tally = count(roll, rule)

    assert Fraction(tally.needed) > rule.majority * tally.base >= Fraction(tally.needed - 1)
    assert Fraction(tally.quorum) >= rule.quorum * tally.entitled > Fraction(tally.quorum - 1)


@given(rolls(), RULES.filter(lambda rule: rule.base != "voting"), st.data())
def test_an_abstention_counts_as_not_in_favour(roll, rule, data):
    """Whether a member present abstains, is silent or votes against changes nothing unless those are left out."""
    others = [vote for _, vote in PRESENT if vote != "for"]
    changed = [
        Ballot(member=ballot.member, attendance=ballot.attendance, vote=data.draw(st.sampled_from(others)))
        if ballot.attendance == "present" and ballot.vote != "for"
        else ballot
        for ballot in roll
    ]

    assert count(roll, rule).carried is count(changed, rule).carried


@given(rolls(), RULES, st.data())
def test_a_vote_won_over_never_loses_the_proposal(roll, rule, data):
    turned = [
        Ballot(member=ballot.member, attendance="present", vote="for")
        if ballot.attendance == "present" and data.draw(st.booleans())
        else ballot
        for ballot in roll
    ]

    assert count(roll, rule).carried <= count(turned, rule).carried


@given(rolls(), RULES, st.randoms())
def test_the_order_of_the_roll_does_not_matter(roll, rule, chance):
    shuffled = list(roll)
    chance.shuffle(shuffled)

    assert count(roll, rule) == count(shuffled, rule)


@given(rolls(marks=AWAY), RULES)
def test_nothing_is_carried_where_nobody_has_come(roll, rule):
    assert not count(roll, rule).carried


@given(st.integers(1, 20), st.sampled_from(("entitled", "without_recused", "present")))
def test_exactly_half_does_not_carry_and_one_more_does(half, base):
    """过半数 is more than half."""
    rule = VoteRule(Fraction(1, 2), Fraction(1, 2), base, "本会议事规则")

    assert not count(votes(half, half), rule).carried
    assert count(votes(half + 1, half), rule).carried


def votes(in_favour: int, against: int) -> list[Ballot]:
    said = ["for"] * in_favour + ["against"] * against
    return [Ballot(member=f"member{at}", attendance="present", vote=vote) for at, vote in enumerate(said)]


@given(rolls(), RULES)
def test_a_secret_ballot_carries_exactly_where_the_same_votes_by_name_do(roll, rule):
    came = [ballot.vote for ballot in roll if ballot.attendance == "present"]
    votes = SecretVotes(came.count("for"), came.count("against"), came.count("abstain"))
    unnamed = [replace(ballot, vote="none") for ballot in roll]

    assert count(roll, rule) == count(unnamed, rule, votes)
