"""Codes that stand in a parameter of the pack, so that a derivation and a guard mean the same ones."""

import pytest

from rongcuo.law import read
from rongcuo.law.derivation.derivations import (
    Case,
    Cases,
    Chosen,
    Combined,
    Compare,
    Count,
    Graded,
    Listing,
    Member,
    Named,
)
from rongcuo.law.derivation.walk import below, every, names
from tests.derivation_samples import FACTS
from tests.law_samples import FILES, written

PARAMETERS = """
[parameters.posts]
inside = ["staff"]
also_inside = ["bureau", "street"]
number = 3
mixed = ["staff", 1]

[[parameters.posts.also]]
reading = "gifts"
value = "severe"
inside = ["outside"]

[[parameters.posts.also]]
reading = "gifts"
value = "severe"
also_inside = ["contractor"]

[parameters]
loose = "posts"
"""


def member(folder, key: str, named: str):
    """The sample with a member that names a parameter; what is wrong with it, or its codes."""
    facts = FACTS.replace('groups = ["staff"]', f'{key} = "{named}"')
    pack, problems = read(written(folder, {"facts.md": facts, "pack.toml": FILES["pack.toml"] + PARAMETERS}))
    return [problem for problem in problems if not problem.code.endswith("idle")] or [
        term.of for term in every(pack.derivable.findings["staff_member"].term) if isinstance(term, Member)
    ]


def test_the_codes_of_a_parameter_are_more_under_a_reading(tmp_path):
    groups = Listing(("staff",), (("gifts", "severe", ("outside",)),), "posts.inside", by_group=True)
    codes = Listing(("bureau", "street"), (("gifts", "severe", ("contractor",)),), "posts.also_inside")

    assert [groups] == member(tmp_path / "groups", "groups", "posts.inside")
    assert [codes] == member(tmp_path / "codes", "of", "posts.also_inside")
    assert ("staff",) == groups.under({"gifts": "lenient"})
    assert ("staff", "outside") == groups.under({"gifts": "severe"})


@pytest.mark.parametrize(
    "named", ["posts.insid", "post.inside", "posts.number", "posts.mixed", "posts", "loose.inside"]
)
def test_a_parameter_that_is_no_list_of_texts_is_refused_with_the_nearest_that_is(tmp_path, named):
    [problem] = member(tmp_path, "groups", named)

    assert ("law.unknown_parameter", named) == (problem.code, problem.params["name"])
    assert problem.params["nearest"] in {"posts.inside", "posts.also_inside"}


def test_a_list_of_codes_is_not_empty(tmp_path):
    facts = FACTS.replace('groups = ["staff"]', "groups = []")

    _, [problem] = read(written(tmp_path, {"facts.md": facts}))

    assert ("law.expects_some_texts", "groups") == (problem.code, problem.params["key"])


A, B, C = Named("a"), Compare("b", "is", 1), Member("c", Listing(("x",)))
BELOW = [
    (Combined("all", (A, B)), (A, B)),
    (Chosen("reading", {"x": A, "y": C}), (A, C)),
    (Count("gift", "at_least", 1, A), (A,)),
    (Count("gift", "at_least", 1, None), ()),
    (Cases((Case("x", A), Case("y", None))), (A,)),
    (Graded("gift", "grave"), ()),
    (A, ()),
]


@pytest.mark.parametrize(
    ("term", "expected"), BELOW, ids=[type(term).__name__ + str(len(parts)) for term, parts in BELOW]
)
def test_a_term_is_walked_through_every_branch(term, expected):
    assert expected == below(term)
    assert [term, *expected] == list(every(term))


def test_the_names_of_a_term_are_those_of_every_reading():
    whole = Combined(
        "any", (Chosen("reading", {"x": A, "y": C}), Count("gift", "at_least", 1, B), Graded("gift", "grave"))
    )

    assert ["a", "c", "b"] == list(names(whole))
