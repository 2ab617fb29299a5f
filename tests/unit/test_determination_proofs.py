"""How far proofs go: up to a limit and not beyond, and what outgrew memory is left open rather than guessed."""

import pytest

from rongcuo.base import Severity
from rongcuo.determination import check, prove
from rongcuo.determination.proof import proofs as at_work
from rongcuo.determination.proof.answer import proofs_json
from rongcuo.determination.proof.proofs import OverBudget, TooManyCombinations
from tests.determination_samples import any_, none_, policy_of
from tests.unit.test_determination_limbs import pack_of_two_readings

POLICY = policy_of("ab", [("first", "one", any_("a", none_("a"))), ("second", "two", any_("b")), ("rest", "no", None)])


def test_as_many_combinations_as_allowed_are_gone_through_and_no_more(monkeypatch):
    pack = pack_of_two_readings()

    monkeypatch.setattr(at_work, "MOST", 4)
    assert 4 == len(prove(pack, every=True).proved)

    monkeypatch.setattr(at_work, "MOST", 3)
    assert 3 == len(prove(pack).proved), "the default and each single change are always gone through"
    with pytest.raises(TooManyCombinations) as refused:
        prove(pack, every=True)
    assert 4 == refused.value.combined


def test_a_diagram_may_be_as_large_as_the_budget_and_no_larger(monkeypatch):
    policy = policy_of("ab", [("first", "one", any_("a", "b")), ("rest", "no", None)])
    [proved] = prove(policy.pack).proved

    monkeypatch.setattr(at_work, "BUDGET", proved.size)
    assert proved.size == prove(policy.pack).proved[0].size

    monkeypatch.setattr(at_work, "BUDGET", proved.size - 1)
    with pytest.raises(OverBudget) as refused:
        prove(policy.pack)
    assert proved.size == refused.value.size


def test_what_outgrows_memory_is_not_proved_and_said_so(monkeypatch):
    """Neither exact nor not exact: ``null``. Once outgrown, it is not tried again under the next choice."""
    tried = []

    def outgrown(*given):
        tried.append(given)
        raise at_work.DiagramTooLarge
        yield

    monkeypatch.setattr(at_work.ThreeValued, "overreach", outgrown)
    monkeypatch.setattr(at_work, "overlaps", outgrown)
    found = prove(pack_of_two_readings())
    said = proofs_json(found)

    assert [(None, []), (None, []), (None, [])] == [
        (choice["three_valued_exact"], choice["three_valued_beyond"]) for choice in said["choices"]
    ]
    assert (None, 2) == (said["overlaps"], len(tried)), "once for three values, once for the overlaps"


def test_the_author_is_told_what_is_not_proved(monkeypatch):
    def outgrown(*_):
        raise at_work.DiagramTooLarge
        yield

    monkeypatch.setattr(at_work.ThreeValued, "overreach", outgrown)
    monkeypatch.setattr(at_work, "overlaps", outgrown)
    monkeypatch.setattr(at_work, "redundant", outgrown)
    notices = {problem.code: problem for problem in check(pack_of_two_readings())}

    left_open = {"rules.overlaps_not_proved", "rules.limbs_not_proved", "rules.kleene_not_proved"}
    assert left_open <= notices.keys()
    assert {(Severity.NOTICE, 400_000)} == {
        (notices[code].severity, notices[code].params["nodes"]) for code in left_open
    }
    assert {"rules.order_decides", "rules.limb_redundant", "rules.kleene_overreaches"}.isdisjoint(notices)


def test_the_author_is_told_by_how_much_the_rules_are_too_large_where_that_is_known(monkeypatch):
    policy = policy_of("ab", [("first", "one", any_("a", "b")), ("rest", "no", None)])

    monkeypatch.setattr(at_work, "BUDGET", 1)
    [known] = check(policy.pack)
    assert ("rules.diagram_too_large", 2, 20_000) == (known.code, known.params["size"], known.params["budget"])

    monkeypatch.setattr(at_work, "NODES", 3)
    [unknown] = check(policy.pack)
    assert ("rules.diagram_too_large", 400_000) == (unknown.code, unknown.params["size"])
    assert "400000" in unknown.text()


@pytest.mark.parametrize(("every", "room"), [(False, "NODES"), (True, "NODES_OF_ALL")])
def test_every_combination_has_more_room_than_the_single_changes(monkeypatch, every, room):
    monkeypatch.setattr(at_work, room, 3)

    with pytest.raises(at_work.DiagramTooLarge):
        prove(POLICY.pack, every=every)
    assert prove(POLICY.pack, every=not every).proved
