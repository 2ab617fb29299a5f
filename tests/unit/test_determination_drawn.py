"""Two small laws as they are drawn, form by form: what a reader of the pictures has in front of them.

The pages are the pictures themselves, in ``tests/golden/drawings.txt``; one can be cut out and looked at.
"""

from dataclasses import replace

import pytest

from rongcuo.base import Place
from rongcuo.determination import draw
from rongcuo.law import Policy, apply
from rongcuo.law.rules import Reading, ReadingValue, Switch
from tests import golden_pages
from tests.determination_samples import CLAUSE, all_, any_, none_, policy_of

GOLDEN = "drawings.txt"
LONG = "在推动改革创新中出现失误或者偏差但没有谋取私利" * 3


def sample(readings: dict[str, str]) -> Policy:
    """A rule with a name and one without, an open norm, a line that always holds, a reading, odd characters."""
    named = replace(any_("b", none_("c", "d")), name="grave", label="情节 <严重>", clause=CLAUSE)
    rule = Switch("breadth", {"wide": all_("a", named), "narrow": any_("a")})
    lines = [
        ("first", "excluded", any_("d")),
        ("second", "one", rule),
        ("third", "two", any_("a", "b")),
        ("rest", "no", None),
    ]
    policy = policy_of("abcd", lines, [("a", "d")])
    values = (ReadingValue("wide", "宽", "说明"), ReadingValue("narrow", "窄", "说明"))
    reading = Reading("breadth", "范围", "宽还是窄？", CLAUSE, "determination", values, None, None, Place())
    judged = replace(policy.pack.findings["b"], judged=True, label="“下不为例”的承诺")
    findings = {**policy.pack.findings, "b": judged}
    return apply(replace(policy.pack, findings=findings, readings={"breadth": reading}), readings)


POLICIES = {
    "one line": policy_of("a", [("rest", "other", None)]),
    "default": sample({}),
    "narrow": sample({"breadth": "narrow"}),
}
DRAWN = {
    f"{name}, {form}, {subject}": (policy, form, subject)
    for name, policy in POLICIES.items()
    for form in ("svg", "mermaid")
    for subject in ("list", "diagram")
} | {
    f"{name}, svg, {subject}": (policy, "svg", subject)
    for name, subject, policy in (
        (
            "a long rule",
            "list",
            policy_of(["a", LONG], [("first", "yes", all_("a", none_(LONG))), ("rest", "no", None)]),
        ),
        ("a long line", "list", policy_of("a", [(LONG, "yes", any_("a")), ("rest", "no", None)])),
        ("a long name", "diagram", policy_of([LONG], [("first", "yes", any_(LONG)), ("rest", "no", None)])),
        ("long results", "diagram", policy_of("a", [("first", LONG, any_("a")), ("rest", f"不{LONG}", None)])),
    )
}


def test_every_page_belongs_to_a_picture():
    if golden_pages.IS_ACCEPTED:
        golden_pages.accept(GOLDEN, {title: draw(*what) for title, what in DRAWN.items()})

    assert list(DRAWN) == list(golden_pages.pages(GOLDEN))


@pytest.mark.parametrize("title", DRAWN)
def test_a_law_is_drawn(title):
    assert golden_pages.pages(GOLDEN)[title].rstrip("\n") == draw(*DRAWN[title]).rstrip("\n")
