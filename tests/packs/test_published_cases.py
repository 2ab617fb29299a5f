"""The published cases as shipped: data that says what its source says and no more."""

import json

import pytest

from rongcuo.law.catalogue import PACKS

DATA = json.loads((PACKS / "cases" / "published.json").read_text(encoding="utf-8"))
CASES = DATA["cases"]


def test_each_case_has_one_id():
    ids = [case["id"] for case in CASES]

    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_names_its_source_and_how_much_of_it_was_seen(case):
    source = case["source_url"]

    assert source.startswith(("http://", "https://")) or source.endswith("（网址不详）")
    assert case["seen"] in {"full", "partial", "event_level", "snippet", "title_and_opening", "title_only"}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_fact_is_yes_no_or_unknown_with_its_reason(case):
    answers = {name: fact for name, fact in case.get("facts", {}).items() if name != "matter_category"}

    assert {} == {name: fact for name, fact in answers.items() if fact["value"] not in {"yes", "no", "unknown"}}
    assert [] == [name for name, fact in answers.items() if not fact["reason"]]
