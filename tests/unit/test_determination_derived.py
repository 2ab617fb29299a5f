"""What was derived from facts as a program reads it, page by page: each step, what was given, and on what it rests."""

import json
from datetime import date
from types import MappingProxyType

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
    return json.dumps(derived(folder, FACTS, facts, given, readings), ensure_ascii=False, indent=1)


def derived(folder, text: str, facts: Facts, given=MappingProxyType({}), readings=MappingProxyType({})):
    """What ``derived`` holds where the page of facts is ``text``."""
    pack, _ = read(written(folder, {"facts.md": text}))
    policy = apply(pack, readings)
    return derived_json(policy, facts, derive(policy, facts), given)


def test_every_page_belongs_to_a_case(tmp_path):
    if golden_pages.IS_ACCEPTED:
        golden_pages.accept(GOLDEN, {title: page(tmp_path / str(place), title) for place, title in enumerate(CASES)})

    assert list(CASES) == list(golden_pages.pages(GOLDEN))


@pytest.mark.parametrize("title", CASES)
def test_a_program_reads(tmp_path, title):
    assert golden_pages.pages(GOLDEN)[title] == page(tmp_path, title)


def test_what_a_code_may_be_is_told_in_the_order_of_the_names(tmp_path):
    rooms = [f"room{number}" for number in range(9)]
    listed = "".join(f'[[list.office]]\nid = "{room}"\nlabel = "科室"\nclause = "1"\n\n' for room in rooms)
    cases = "".join(
        f'  {{ value = "{room}", when = {{ all = ["on_payroll", {{ compare = "office", is = "{room}" }}] }} }},\n'
        for room in rooms
    )
    text = FACTS.replace("[[list.office]]", f"{listed}[[list.office]]", 1).replace("case = [\n", f"case = [\n{cases}")

    [side] = derived(tmp_path, text, Facts({"on_payroll": Known(True)}))["values"]

    assert ["bureau", "contractor", *rooms] == side["possible"] == side["derivation"]["possible"]


def test_a_step_tells_which_fact_was_tried_in_all_its_values(tmp_path):
    staff = 'all = ["on_payroll", { member = "office", groups = ["staff"] }]'
    text = FACTS.replace(
        staff, 'any = ["on_payroll", { none = ["on_payroll"] }, { member = "office", of = ["street"] }]'
    )

    [finding] = derived(tmp_path, text, Facts({"office": Known("bureau")}))["findings"]

    assert ("satisfied", ["on_payroll"]) == (finding["derivation"]["value"], finding["derivation"]["tried"])
    [*_, member] = finding["derivation"]["children"]
    assert ("bureau", ["street"]) == (member["given"], member["of"])


def test_a_number_is_compared_in_its_unit(tmp_path):
    text = FACTS.replace('where = "secret"', 'where = { compare = "worth", at_least = 100 }')

    [registered] = derived(tmp_path, text, gifts(Row({"worth": 99})))["values"]

    [[compared]] = [row["children"] for row in registered["derivation"]["children"]]
    assert (99, "at_least", 100, "元") == tuple(compared[key] for key in ("given", "word", "than", "unit"))
