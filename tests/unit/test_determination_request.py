"""A question as JSON: whatever is wrong with it is said at once, by name and place."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongcuo.base import Answer, Problem
from rongcuo.determination import FindingState, Request, determine, read_request, request_of
from rongcuo.law import catalogue
from tests.law_samples import written

GOOD = {
    "policy": "yuexiu-2017-132",
    "on": "2017-12-01",
    "readings": {"condition_1": "strict"},
    "findings": {
        "diligent": "established",
        "error_occurred": {"value": "undetermined", "inquired": True},
        "improper_benefit": {"value": "not_established", "evidence": ["e1", {"title": "银行流水"}], "note": "证1"},
        "knowing_breach": "contested",
    },
}


def test_a_good_request_is_read_with_its_edition_readings_evidence_and_reasons():
    request = read_request(json.dumps(GOOD))

    assert isinstance(request, Request)
    assert ("strict", date(2017, 12, 1)) == (request.policy.readings["condition_1"], request.on)
    assert {
        "diligent": FindingState(Answer.ESTABLISHED),
        "error_occurred": FindingState(Answer.UNDETERMINED, inquired=True),
        "improper_benefit": FindingState(Answer.NOT_ESTABLISHED, ("e1", {"title": "银行流水"}), "证1"),
        "knowing_breach": FindingState(Answer.CONTESTED),
    } == request.findings


def test_date_readings_and_findings_may_be_left_out():
    request = read_request('{"policy": "yuexiu-2017-132"}')

    assert isinstance(request, Request)
    assert ("letter", None, {}) == (request.policy.readings["condition_1"], request.on, request.findings)


REFUSED = [
    ("an unknown finding", {"findings": {"dilligent": "established"}}, "request.finding_unknown", "findings.dilligent"),
    ("an unknown value", {"findings": {"diligent": "yes"}}, "request.value_unknown", "findings.diligent"),
    (
        "an unknown value with evidence",
        {"findings": {"diligent": {"value": "establishd"}}},
        "request.value_unknown",
        "findings.diligent.value",
    ),
    ("a bool for a value", {"findings": {"diligent": True}}, "request.wrong_type", "findings.diligent"),
    ("a finding without a value", {"findings": {"diligent": {}}}, "request.key_missing", "findings.diligent.value"),
    (
        "a finding without a value that excludes another",
        {"findings": {"no_explicit_provision": {}, "expressly_prohibited": "established"}},
        "request.key_missing",
        "findings.no_explicit_provision.value",
    ),
    (
        "asked, but neither yes nor no",
        {"findings": {"diligent": {"value": "undetermined", "inquired": "yes"}}},
        "request.wrong_type",
        "findings.diligent.inquired",
    ),
    (
        "an unknown key of a finding",
        {"findings": {"diligent": {"value": "established", "evidense": []}}},
        "request.key_unknown",
        "findings.diligent.evidense",
    ),
    (
        "evidence that is no list",
        {"findings": {"diligent": {"value": "established", "evidence": "e1"}}},
        "request.wrong_type",
        "findings.diligent.evidence",
    ),
    (
        "a number as evidence",
        {"findings": {"diligent": {"value": "established", "evidence": [1]}}},
        "request.wrong_type",
        "findings.diligent.evidence[0]",
    ),
    (
        "a decimal in evidence, which has no one form to digest",
        {"findings": {"diligent": {"value": "established", "evidence": [{"page": 1.5}]}}},
        "request.evidence_form",
        "findings.diligent.evidence[0]",
    ),
    (
        "a reason that is no text",
        {"findings": {"diligent": {"value": "established", "note": 3}}},
        "request.wrong_type",
        "findings.diligent.note",
    ),
    (
        "findings that exclude each other",
        {"findings": {"expressly_prohibited": "established", "no_explicit_provision": "established"}},
        "finding.exclude_each_other",
        "findings.no_explicit_provision",
    ),
    ("findings that are a list", {"findings": ["diligent"]}, "request.wrong_type", "findings"),
    ("readings that are a text", {"readings": "strict"}, "request.wrong_type", "readings"),
    (
        "an object for a value",
        {"findings": {"diligent": {"value": {}}}},
        "request.wrong_type",
        "findings.diligent.value",
    ),
    ("a decimal for a value", {"findings": {"diligent": 0.5}}, "request.wrong_type", "findings.diligent"),
    ("an unknown reading", {"readings": {"condition": "strict"}}, "law.unknown_reading", "readings.condition"),
    ("an unknown choice", {"readings": {"condition_1": "strickt"}}, "law.unknown_value", "readings.condition_1"),
    ("a choice that is no text", {"readings": {"condition_1": 1}}, "request.wrong_type", "readings.condition_1"),
    ("a choice that is null", {"readings": {"condition_1": None}}, "request.wrong_type", "readings.condition_1"),
    ("a date in words, longer than is shown", {"on": "二〇一七年十一月二日" * 9}, "request.date", "on"),
    ("a date that is a number", {"on": 20171201}, "request.date", "on"),
    ("a date that is none", {"on": "2017-02-30"}, "request.date", "on"),
    ("a date in another form", {"on": "20171201"}, "request.date", "on"),
    ("a day before the text took effect", {"on": "2016-01-01"}, "law.not_in_force", "on"),
    ("an unknown policy", {"policy": "yuexiu-2017-123"}, "law.unknown_policy", "policy"),
    ("a policy that is no text", {"policy": 132}, "request.wrong_type", "policy"),
    ("no policy", {"policy": None}, "request.key_missing", "policy"),
    ("an unknown key", {"finding": {}}, "request.key_unknown", "finding"),
]


@pytest.mark.parametrize(("changes", "code", "field"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused_with_its_place(changes, code, field):
    assert isinstance(request_of(GOOD), Request)

    [problem] = request_of({**GOOD, **changes})

    assert (code, field) == (problem.code, problem.place.field)
    assert problem.text("zh")
    assert problem.text("en")


def test_a_mistyped_name_is_answered_with_the_nearest_valid_one():
    [finding, value] = request_of({**GOOD, "findings": {"dilligent": "established", "diligent": "establishd"}})

    assert ("diligent", "established") == (finding.params["nearest"], value.params["nearest"])


def test_everything_wrong_is_said_at_once():
    wrong = {
        "policy": "yuexiu-2017-132",
        "on": "soon",
        "readings": {"condition_1": "lax"},
        "findings": {"dilligent": "established", "knowing_breach": "yes"},
        "extra": 1,
    }

    fields = [problem.place.field for problem in request_of(wrong)]

    assert ["extra", "on", "readings.condition_1", "findings.dilligent", "findings.knowing_breach"] == fields


MALFORMED = [
    ("text that is not JSON", '{"policy": ', "request.not_json"),
    ("bytes of UTF-16", '{"policy": "yuexiu-2017-132"}'.encode("utf-16"), "request.not_text"),
    ("bytes that are not UTF-8", b'{"policy": "\xff"}', "request.not_text"),
    ("half a surrogate pair", '{"policy": "\\ud800"}', "request.not_text"),
    ("brackets without end", "[" * 100_000, "request.not_json"),
    ("a number of ten thousand digits", '{"policy": ' + "1" * 10_000 + "}", "request.not_json"),
    ("a list", "[]", "request.wrong_type"),
    (
        "a key given twice, of which one would silently win",
        '{"policy": "yuexiu-2017-132", "findings": {"diligent": "established", "diligent": "not_established"}}',
        "request.key_twice",
    ),
]


@pytest.mark.parametrize(("source", "code"), [row[1:] for row in MALFORMED], ids=[row[0] for row in MALFORMED])
def test_refused_as_it_is_written(source, code):
    assert isinstance(read_request(json.dumps(GOOD).encode()), Request)

    [problem] = read_request(source)

    assert code == problem.code


def test_what_is_not_json_is_pointed_at():
    [problem] = read_request('{\n  "policy": }')
    [endless] = read_request("[" * 100_000)

    assert (2, 2, 13) == (problem.place.line, problem.params["line"], problem.params["column"])
    assert "Expecting value" in problem.text("zh")
    assert (1, 1) == (endless.params["line"], endless.params["column"])
    assert "recursion" in endless.text("zh")


def test_a_question_that_is_no_object_has_no_field():
    [problem] = request_of([])

    assert problem.place.field is None
    assert "此处应为 object，实际为 array。" == problem.text("zh")


def test_a_policy_whose_pack_is_faulty_is_refused_with_its_faults(tmp_path, monkeypatch):
    written(tmp_path / "example-2020-1", {"order.md": ""})
    monkeypatch.setattr(catalogue, "PACKS", tmp_path)

    problems = request_of({"policy": "example-2020-1"})

    assert "law.list_missing" in [problem.code for problem in problems]


def test_before_the_first_edition_the_findings_are_read_all_the_same():
    problems = request_of({**GOOD, "on": "2016-01-01", "findings": {"dilligent": "established"}})

    assert ["on", "findings.dilligent"] == [problem.place.field for problem in problems]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(
            st.sampled_from(["policy", "on", "readings", "findings", "value", "evidence", "diligent"]), below
        )
    ),
    max_leaves=12,
)


@given(anything, st.sampled_from(["", "on", "readings", "findings"]))
def test_whatever_json_comes_in_a_request_or_problems_come_out(value, key):
    result = read_request(json.dumps({**GOOD, key: value} if key else value))

    if isinstance(result, Request):
        assert determine(result.policy, result.findings).possible
    else:
        assert [] == [problem for problem in result if not isinstance(problem, Problem)]
        assert [] == [problem for problem in result if not problem.as_json()["message"]]
