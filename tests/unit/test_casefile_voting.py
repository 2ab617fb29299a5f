"""A deliberation on file: what the body's rule makes of the same five votes, and what is written down of it."""

from fractions import Fraction
from typing import Any

import pytest

from rongcuo.casefile import VoteRule, read_record
from rongcuo.casefile.acts import Ballot
from rongcuo.casefile.context import VoteBase
from rongcuo.casefile.voting import count
from tests import desk as d
from tests.desk import Desk

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def rule(base: VoteBase, majority: Fraction = HALF) -> VoteRule:
    return VoteRule(TWO_THIRDS, majority, base, "本会议事规则")


def roll(said: str) -> list[Ballot]:
    """``f`` for, ``a`` against, ``o`` abstaining, ``l`` on leave, ``r`` recused."""
    marks = {
        "f": ("present", "for"),
        "a": ("present", "against"),
        "o": ("present", "abstain"),
        "l": ("leave", "none"),
        "r": ("recused", "none"),
    }
    ballots = [(f"member{number}", *marks[mark]) for number, mark in enumerate(said)]
    return [Ballot(member=member, attendance=here, vote=vote) for member, here, vote in ballots]


CASES = (
    ("three of five are more than half of everybody", "fffaa", rule("entitled"), (5, 3, True)),
    ("exactly half of six is not more than half", "fffaaa", rule("entitled"), (6, 4, False)),
    ("an abstention is not in favour", "fffooo", rule("entitled"), (6, 4, False)),
    ("who is on leave still counts among those entitled", "fffllo", rule("entitled"), (6, 4, False)),
    ("but not among those present", "fffllo", rule("present"), (4, 3, True)),
    ("who recused counts among those entitled", "fffrro", rule("entitled"), (6, 4, False)),
    ("and no longer where the rule leaves them out", "fffrro", rule("without_recused"), (4, 3, True)),
    ("who is on leave is not left out by that rule", "ffllrr", rule("without_recused"), (4, 3, False)),
    ("who abstains is no longer counted where only votes for and against are", "ffooaa", rule("voting"), (4, 3, False)),
    ("three against one among six present", "fffaoo", rule("voting"), (4, 3, True)),
    ("below two thirds present nothing is carried, however clear", "fffll", rule("present"), (3, 2, False)),
    ("two thirds present are enough, exactly", "ffffll", rule("present"), (4, 3, True)),
    ("more than two thirds: four of six are not", "ffffaa", rule("entitled", TWO_THIRDS), (6, 5, False)),
    ("five of six are", "fffffa", rule("entitled", TWO_THIRDS), (6, 5, True)),
    ("nobody is a majority of nobody", "", rule("present"), (0, 1, False)),
)


@pytest.mark.parametrize(("said", "counted", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_a_rule_and_a_roll(said, counted, expected):
    tally = count(roll(said), counted)

    assert expected == (tally.base, tally.needed, tally.carried)


def test_what_is_counted_is_written_into_the_entry():
    """The rule of that day and its source stand beside the result; nobody has to know the rule to read it."""
    desk = d.reported()
    desk.does("secretary", "deliberate", **(d.DELIBERATION | {"ballots": d.ballots("member2", member3="leave")}))
    tally = read_record(desk.entries[-1]).derived.tally

    expected = (3, 2, 0, 1, 1, 0, 3, 2, 2, False, "本会议事规则", "open")
    assert expected == (
        tally.entitled,
        tally.present,
        tally.recused,
        tally.in_favour,
        tally.against,
        tally.abstained,
        tally.base,
        tally.quorum,
        tally.needed,
        tally.carried,
        tally.source,
        tally.secrecy,
    )
    assert "reported" == desk.state.stage


@pytest.mark.parametrize(("base", "stage"), [("entitled", "reported"), ("without_recused", "deliberated")])
def test_whether_recused_members_count_decides_the_same_vote(base, stage):
    """One of three recused, one in favour, one against is one of two or one of three; only the rule says which."""
    desk = d.reported(Desk(rule=VoteRule(Fraction(1, 3), Fraction(2, 5), base, "本会议事规则")))
    desk.does("member3", "recuse", person="member3", ground="relative", reasons="近亲属")
    desk.does("secretary", "deliberate", **(d.DELIBERATION | {"ballots": d.ballots("member2", member3="recused")}))

    assert stage == desk.state.stage


def test_without_a_rule_on_record_nothing_is_deliberated():
    desk = d.reported(Desk(rule=None))

    assert {"vote.no_rule"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)
    desk.rule = d.RULE
    desk.does("secretary", "deliberate", **d.DELIBERATION)


def test_a_member_who_recused_is_not_in_the_room():
    desk = d.reported()
    desk.does("member3", "recuse", person="member3", ground="relative", reasons="近亲属")

    assert {"vote.barred_member_present"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)
    recused = d.DELIBERATION | {"ballots": d.ballots(member3="recused")}
    desk.does("secretary", "deliberate", **recused)


def test_a_member_is_on_the_roll_once():
    desk = d.reported()
    twice = [*d.ballots(), d.ballots()[0]]

    assert {"vote.member_twice"} == desk.refuses("secretary", "deliberate", **(d.DELIBERATION | {"ballots": twice}))
    desk.does("secretary", "deliberate", **d.DELIBERATION)


def test_nobody_votes_who_is_not_a_member():
    desk = d.reported()
    stranger = [*d.ballots(), {"member": "stranger", "attendance": "present", "vote": "for"}]

    assert {"vote.roll_differs"} == desk.refuses("secretary", "deliberate", **(d.DELIBERATION | {"ballots": stranger}))


def test_a_second_vote_replaces_the_first():
    desk = d.deliberated()
    desk.does("secretary", "deliberate", **(d.DELIBERATION | {"ballots": d.ballots("member1", "member2")}))

    assert ("reported", False) == (desk.state.stage, desk.state.deliberation.tally.carried)
    assert "stage.another" in desk.refuses("signatory", "decide", **d.DECISION)


# A secret ballot: how many, and of nobody how.

SECRET = VoteRule(TWO_THIRDS, HALF, "entitled", "本会议事规则", "secret")


def roll_call(**away: str) -> list[dict[str, str]]:
    return [ballot | {"vote": "none"} for ballot in d.ballots(**away)]


def secretly(*votes: int, **changed: Any) -> dict[str, Any]:
    counted = dict(zip(("votes_for", "votes_against", "votes_abstained"), votes, strict=True))
    return d.DELIBERATION | {"ballots": roll_call()} | counted | changed


def test_a_secret_ballot_leaves_the_tally_and_who_was_present_and_no_vote_of_anybody():
    desk = d.reported(Desk(rule=SECRET))
    desk.does("secretary", "deliberate", **secretly(2, 1, 0))
    record = read_record(desk.entries[-1])

    tally = record.derived.tally
    assert (3, 3, 2, 1, 0, True, "secret") == (
        tally.entitled, tally.present, tally.in_favour, tally.against, tally.abstained, tally.carried, tally.secrecy,
    )  # fmt: skip
    assert {"none"} == {ballot.vote for ballot in record.act.ballots}
    assert {"member1", "member2", "member3"} <= desk.state.parts.deciding
    assert "deliberated" == desk.state.stage


def test_a_secret_ballot_that_names_a_vote_or_an_opinion_is_refused():
    desk = d.reported(Desk(rule=SECRET))
    named = roll_call()
    named[0] = named[0] | {"opinion": "不同意"}

    assert {"vote.secret_names_nobody"} == desk.refuses(
        "secretary", "deliberate", **secretly(3, 0, 0, ballots=d.ballots())
    )
    assert {"vote.secret_names_nobody"} == desk.refuses("secretary", "deliberate", **secretly(3, 0, 0, ballots=named))
    desk.does("secretary", "deliberate", **secretly(3, 0, 0))


def test_as_many_ballots_are_cast_as_members_are_present():
    desk = d.reported(Desk(rule=SECRET))
    absent = roll_call(member3="leave")

    for votes in ((2, 0, 0), (3, 1, 0)):
        assert {"vote.secret_count_differs"} == desk.refuses("secretary", "deliberate", **secretly(*votes))
    assert {"vote.secret_count_differs"} == desk.refuses("secretary", "deliberate", **secretly(3, 0, 0, ballots=absent))
    uncounted = d.DELIBERATION | {"ballots": roll_call()}
    assert {"vote.secret_count_differs"} == desk.refuses("secretary", "deliberate", **uncounted)
    desk.does("secretary", "deliberate", **secretly(2, 0, 0, ballots=absent))


def test_a_secret_ballot_that_is_lost_leaves_the_file_reported():
    desk = d.reported(Desk(rule=SECRET))
    desk.does("secretary", "deliberate", **secretly(1, 1, 1))

    assert ("reported", False) == (desk.state.stage, desk.state.deliberation.tally.carried)


def test_an_open_vote_has_no_count_besides_its_names():
    desk = d.reported()

    assert {"vote.open_by_name"} == desk.refuses("secretary", "deliberate", **(d.DELIBERATION | {"votes_for": 3}))
    desk.does("secretary", "deliberate", **d.DELIBERATION)
