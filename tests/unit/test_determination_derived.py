"""What was derived from facts as a program reads it, page by page: each step, what was given, and on what it rests."""

import json
from datetime import date

import pytest

from rongcuo.base import Answer
from rongcuo.determination import FindingState
from rongcuo.determination.derivation.answer import derived_json
from rongcuo.determination.derivation.derive import derive
from rongcuo.determination.derivation.facts import Facts, Known, Row, Rows
from rongcuo.law import apply, read
from tests import golden_pages
from tests.derivation_samples import FACTS
from tests.law_samples import written

GOLDEN = "derived.txt"
SEEN = ("证1", {"page": 3})


def gifts(*rows: Row, complete: bool = False, **scalars: object) -> Facts:
    known = {name: Known(value, (f"{name}的证明",)) for name, value in scalars.items()}
    return Facts(known, {"gift": Rows(rows, complete)})


RECORDED = {"private_gain": FindingState(Answer.NOT_ESTABLISHED), "staff_member": FindingState(Answer.ESTABLISHED)}
CASES = {
    # title: the facts, the findings that an officer recorded, the readings
    "One grave gift among two, recorded otherwise": (
        gifts(
            Row({"taken_on": date(2012, 5, 1), "place": "here", "worth": 1500, "secret": False}, SEEN),
            Row({"taken_on": date(2012, 5, 2), "place": "here", "worth": 5, "secret": False}, ("证2",)),
            office="street",
            on_payroll=True,
        ),
        RECORDED,
        {},
    ),
    "No gift on a complete list": (gifts(complete=True, office="contractor", on_payroll=False), RECORDED, {}),
    "The day is open, so two editions may govern": (
        gifts(Row({"worth": 1500, "secret": False}), complete=True),
        {"private_gain": FindingState(Answer.CONTESTED)},
        {},
    ),
    "Before every edition": (gifts(Row({"taken_on": date(2001, 1, 1), "worth": 9000, "secret": True})), {}, {}),
    "Under the severe reading": (
        gifts(Row({"secret": False}), complete=True, office="bureau"),
        {},
        {"gifts": "severe"},
    ),
    "Nothing is known": (Facts(), {}, {}),
}


def page(folder, title: str) -> str:
    """What ``derived`` holds for one of the cases."""
    facts, given, readings = CASES[title]
    pack, _ = read(written(folder, {"facts.md": FACTS}))
    policy = apply(pack, readings)
    return json.dumps(derived_json(policy, facts, derive(policy, facts), given), ensure_ascii=False, indent=1)


def test_every_page_belongs_to_a_case(tmp_path):
    if golden_pages.IS_ACCEPTED:
        golden_pages.accept(GOLDEN, {title: page(tmp_path / str(place), title) for place, title in enumerate(CASES)})

    assert list(CASES) == list(golden_pages.pages(GOLDEN))


@pytest.mark.parametrize("title", CASES)
def test_a_program_reads(tmp_path, title):
    assert golden_pages.pages(GOLDEN)[title] == page(tmp_path, title)
