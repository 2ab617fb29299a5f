"""Facts in a request: what they establish fills in what nobody recorded; what is wrong with them is refused by name."""

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from rongcuo.base import Answer
from rongcuo.cli import main
from rongcuo.determination import FindingState, Request, determine, request_of
from rongcuo.determination.derivation.facts import Known, Row, Rows
from rongcuo.determination.derivation.request import read_facts
from rongcuo.law import read
from rongcuo.law.derivation.derivations import Derivable
from tests.derivation_samples import FACTS
from tests.house.repository import ROOT
from tests.law_samples import written

POLICY = "yuexiu-2017-132"
BREACH = {
    "norm": "某省条例",
    "article": "第八条",
    "rank": "local_regulation",
    "kind": "prohibition",
    "evidence": ["证4"],
}


def asked(facts, findings=None, **parts):
    return request_of({"policy": POLICY, "findings": findings or {}, "facts": facts} | parts)


def test_what_the_facts_establish_fills_in_what_the_request_does_not_name():
    request = asked({"breach": [BREACH]})

    assert isinstance(request, Request)
    assert {"expressly_prohibited": FindingState(Answer.ESTABLISHED, ("证4",))} == request.findings
    assert {} == request.given


def test_what_the_facts_leave_open_fills_in_nothing():
    request = asked({"breach": [{**BREACH, "kind": None}]})

    assert isinstance(request, Request)
    assert {} == request.findings


@pytest.mark.parametrize("recorded", ["not_established", "undetermined", "contested"])
def test_a_finding_that_an_officer_recorded_prevails(recorded):
    request = asked({"breach": [BREACH]}, {"expressly_prohibited": recorded})

    assert isinstance(request, Request)
    assert Answer(recorded) is request.findings["expressly_prohibited"].answer
    assert Answer.ESTABLISHED is request.derivations.findings["expressly_prohibited"].answer


def test_a_derived_finding_decides_as_a_recorded_one_does():
    facts = {"party_kind": "person", "organisation_kind": "other", "organisation_of_district": True}
    request = asked(facts)

    assert isinstance(request, Request)
    assert "out_of_scope" == determine(request.policy, request.findings).standing


def test_what_is_derived_may_not_contradict_what_is_recorded_of_another_finding():
    problems = asked({"breach": [BREACH]}, {"no_explicit_provision": "established"})

    assert ["finding.exclude_each_other"] == [problem.code for problem in problems]


def test_a_request_without_facts_derives_nothing():
    request = request_of({"policy": POLICY})

    assert isinstance(request, Request)
    assert request.derivations is None


def test_a_fact_is_its_value_alone_or_with_what_it_rests_on():
    facts = asked({"urgent": True}).facts
    told = asked({"urgent": {"value": True, "evidence": ["证1"], "note": "电话记录"}}).facts

    assert {"urgent": Known(True)} == facts.scalars
    assert {"urgent": Known(True, ("证1",), "电话记录")} == told.scalars


def test_a_record_is_its_rows_and_complete_only_where_that_is_said():
    rows = [{"deaths": 0}, {"deaths": None, "evidence": ["证2"]}, None]
    read = (Row({"deaths": 0}), Row({"deaths": None}, ("证2",)), Row({}))

    for given in (rows, {"rows": rows}, {"rows": rows, "complete": False}):
        assert {"event": Rows(read)} == asked({"event": given}).facts.records
    assert {"event": Rows(read, complete=True)} == asked({"event": {"rows": rows, "complete": True}}).facts.records


def test_only_a_pack_without_facts_and_records_takes_none(tmp_path):
    pack, _ = read(written(tmp_path, {"facts.md": FACTS}))
    law = pack.derivable

    def refused(given, *parts):
        problems = []
        read_facts(replace(pack, derivable=Derivable(*parts)), given, problems)
        return [problem.code for problem in problems]

    assert ["facts.no_facts"] == refused({"on_payroll": True})
    assert [] == refused({})
    assert [] == refused({"on_payroll": True}, law.facts)
    assert [] == refused({"gift": []}, {}, law.records)


REFUSED = [
    # what is wrong, the facts, the code, the field
    ("a fact that the pack does not know", {"rank_at_conducts": "142"}, "facts.unknown", "facts.rank_at_conducts"),
    ("a code that its list does not have", {"rank_at_conduct": "143"}, "facts.unknown_code", "facts.rank_at_conduct"),
    ("a code that is no text", {"rank_at_conduct": 142}, "facts.text", "facts.rank_at_conduct"),
    ("a word for a yes", {"urgent": "yes"}, "facts.yes_or_no", "facts.urgent"),
    ("a date of another form", {"decided_on": "2017/11/02"}, "facts.date", "facts.decided_on"),
    ("a day that is none", {"decided_on": "2017-02-30"}, "facts.date", "facts.decided_on"),
    ("a date without its dashes", {"decided_on": "20171102"}, "facts.date", "facts.decided_on"),
    ("a number for a date", {"decided_on": 20171102}, "facts.date", "facts.decided_on"),
    ("more words than can be shown", {"decided_on": "二〇一七年十一月二日" * 9}, "facts.date", "facts.decided_on"),
    ("a decimal", {"event": [{"loss": 1.5}]}, "facts.number", "facts.event[0].loss"),
    ("a number below nothing", {"event": [{"deaths": -1}]}, "facts.number", "facts.event[0].deaths"),
    ("a yes for a number", {"event": [{"deaths": True}]}, "facts.number", "facts.event[0].deaths"),
    ("a number with its unit", {"event": [{"deaths": "3人"}]}, "facts.number", "facts.event[0].deaths"),
    ("a field that the record has not", {"breach": [{"norms": "甲"}]}, "facts.unknown_field", "facts.breach[0].norms"),
    ("the evidence of a row mistyped", {"breach": [{"evidenc": []}]}, "facts.unknown_field", "facts.breach[0].evidenc"),
    ("a number for a text", {"breach": [{"norm": 132}]}, "facts.text", "facts.breach[0].norm"),
    ("a row that is no object", {"breach": ["某省条例"]}, "request.wrong_type", "facts.breach[0]"),
    ("a record that is no list", {"breach": "某省条例"}, "request.wrong_type", "facts.breach"),
    ("rows that are null", {"breach": {"rows": None}}, "request.wrong_type", "facts.breach.rows"),
    ("a yes for a record", {"breach": True}, "request.wrong_type", "facts.breach"),
    ("a decimal for a record", {"breach": 1.5}, "request.wrong_type", "facts.breach"),
    ("a record without rows", {"breach": {"complete": True}}, "request.key_missing", "facts.breach.rows"),
    ("a word for complete", {"breach": {"rows": [], "complete": 1}}, "request.wrong_type", "facts.breach.complete"),
    ("an unknown key of a record", {"breach": {"rows": [], "all": True}}, "request.key_unknown", "facts.breach.all"),
    ("a word for a yes beside its evidence", {"urgent": {"value": "yes"}}, "facts.yes_or_no", "facts.urgent.value"),
    ("a fact without its value", {"urgent": {"note": "电话"}}, "request.key_missing", "facts.urgent.value"),
    ("an unknown key of a fact", {"urgent": {"value": True, "by": "李"}}, "request.key_unknown", "facts.urgent.by"),
    ("a reason that is no text", {"urgent": {"value": True, "note": 1}}, "request.wrong_type", "facts.urgent.note"),
    (
        "evidence that is no list",
        {"urgent": {"value": True, "evidence": "证1"}},
        "request.wrong_type",
        "facts.urgent.evidence",
    ),
    (
        "evidence of a row that is a number",
        {"breach": [{"evidence": [1]}]},
        "request.wrong_type",
        "facts.breach[0].evidence[0]",
    ),
    (
        "evidence with a decimal",
        {"urgent": {"value": True, "evidence": [{"x": 0.5}]}},
        "request.evidence_form",
        "facts.urgent.evidence[0]",
    ),
    ("facts that are no object", ["urgent"], "request.wrong_type", "facts"),
]


@pytest.mark.parametrize(("what", "facts", "code", "field"), REFUSED, ids=[row[0] for row in REFUSED])
def test_wrong_facts_are_refused_by_field(what, facts, code, field):
    problems = asked(facts)

    assert [(code, field)] == [(problem.code, problem.place.field) for problem in problems], what
    assert all(problem.text("zh") and problem.text("en") for problem in problems)


def test_what_was_given_in_place_of_what_is_named_by_its_type():
    given = {
        "object": {"breach": {"rows": {}}}, "array": ["urgent"], "string": {"breach": "某省条例"},
        "boolean": {"breach": True}, "number": {"breach": 1}, "null": {"breach": {"rows": None}},
    }  # fmt: skip
    assert {name: [name] for name in given} == {
        name: [problem.params["given"] for problem in asked(facts)] for name, facts in given.items()
    }


def test_a_pack_without_facts_is_asked_with_none():
    problems = asked({"urgent": True}, policy="party-accountability-2019")

    assert [("facts.no_facts", "facts")] == [(problem.code, problem.place.field) for problem in problems]


def test_everything_wrong_is_said_at_once_with_the_nearest_valid_name():
    problems = asked({"urgnt": True, "breach": [{"rank": "law"}, {"rank": "laws"}]}, {"diligent": "yes"})

    assert {
        ("facts.urgnt", "urgent"),
        ("facts.breach[1].rank", "law"),
        ("findings.diligent", "established"),
    } >= {
        (problem.place.field, problem.params.get("nearest"))
        for problem in problems
        if problem.code != "request.value_unknown"
    }
    assert ["facts.breach[1].rank", "facts.urgnt", "findings.diligent"] == sorted(p.place.field for p in problems)


@pytest.mark.parametrize("command", ["determine", "ask"])
def test_the_answer_shows_what_was_derived_what_is_recorded_and_whether_they_differ(command, tmp_path, capsys):
    file = tmp_path / "request.json"
    findings = {"expressly_prohibited": "not_established"}
    file.write_text(
        json.dumps({"policy": POLICY, "findings": findings, "facts": {"breach": [BREACH]}}), encoding="utf-8"
    )

    assert 0 == main([command, str(file), "--format", "json"])
    [finding] = json.loads(capsys.readouterr().out)["derived"]["findings"]

    assert ("expressly_prohibited", "established") == (finding["finding"], finding["answer"])
    assert ("not_established", True) == (finding["given"], finding["differs"])
    assert ["证4"] == finding["evidence"]
    [row] = finding["derivation"]["children"][0]["children"]
    assert ("reading", "rules_and_above") == (finding["derivation"]["form"], finding["derivation"]["chosen"])
    assert "prohibition" == row["row"]["kind"]


def test_without_facts_the_answer_has_no_such_key(tmp_path, capsys):
    file = tmp_path / "request.json"
    file.write_text(json.dumps({"policy": POLICY}), encoding="utf-8")

    main(["determine", str(file), "--format", "json"])

    assert "derived" not in json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reader_sees_the_source_the_day_and_the_threshold_of_the_table(language, capsys):
    assert 0 == main(["determine", "docs/examples/accident-facts.json", "--lang", language])
    said = capsys.readouterr().out

    expected = {
        "zh": ("记录为“不存在”，由事实推导为“存在”", "位阶：地方政府规章", "由本失误造成：未查清"),
        "en": (
            "On record: no; derived from the facts: yes",
            "Rank of the norm: 地方政府规章",
            "Caused by this error: undetermined",
        ),
    }[language]
    assert [] == [words for words in expected if words not in said]


@pytest.mark.parametrize("command", ["determine", "ask"])
@pytest.mark.parametrize("example", ["C02-facts", "accident-facts"])
def test_what_is_printed_is_of_its_published_form(command, example, capsys):
    schemas = {"determine": "determination-2", "ask": "question-1"}
    main([command, f"docs/examples/{example}.json", "--format", "json"])

    printed = json.loads(capsys.readouterr().out)

    assert [] == faults(schemas[command], printed)
    assert [] == faults("derived-1", printed["derived"])
    assert faults("derived-1", printed["derived"] | {"findings": [{}]})


def faults(schema, body):
    text = (ROOT / "docs" / "reference" / "schemas" / f"{schema}.json").read_text(encoding="utf-8")
    return [error.message for error in Draft202012Validator(json.loads(text)).iter_errors(body)]
