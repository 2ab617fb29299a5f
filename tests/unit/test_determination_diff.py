"""Which situations two readings, two editions or two packs treat differently: how many, and the smallest of each."""

import json
import shutil

import pytest
from jsonschema import Draft202012Validator

from rongcuo.cli import main
from rongcuo.determination import diff
from rongcuo.determination.diff import Moved, merged
from rongcuo.law import apply, folder, load, read
from rongcuo.law.compare import compare
from tests.determination_samples import all_, any_, none_, policy_of
from tests.house.repository import ROOT

POLICY = "yuexiu-2017-132"


def policy(*entries, findings="abc", exclusives=()):
    """A policy with one line for each (standing, when); what remains is ``no``."""
    lines = [(f"{standing}{number}", standing, when) for number, (standing, when) in enumerate(entries)]
    return policy_of(findings, [*lines, ("rest", "no", None)], exclusives)


def yuexiu(**readings):
    return apply(load(POLICY), readings)


def test_a_policy_does_not_differ_from_itself():
    found = diff(yuexiu(), yuexiu())

    assert (0, (), (0, 0)) == (found.changed, found.changes, found.refused)
    assert 3 * 2**46 == found.compared


def test_each_change_has_its_count_its_smallest_situation_and_the_lines_that_decide():
    """With a alone, yes becomes no; c is asked by nobody and doubles the count."""
    before, after = policy(("yes", any_("a", "b"))), policy(("yes", any_("b")))

    found = diff(before, after)

    assert (Moved("yes", "no", 2, ("a",), ("yes0", "rest")),) == found.changes
    assert (8, 8, 2) == (found.situations, found.compared, found.changed)


def test_of_equally_small_situations_the_first_in_the_order_of_the_law_is_shown():
    found = diff(policy(("yes", any_("b", "a"))), policy())

    assert [("a",)] == [change.example for change in found.changes]


def test_the_difference_the_other_way_round_is_the_same_turned_about():
    one, other = yuexiu(), yuexiu(exclusion_bars="exemption_only", nature_required="true")

    there, back = diff(one, other), diff(other, one)

    assert {(each.before, each.after, each.count, each.example) for each in there.changes} == {
        (each.after, each.before, each.count, each.example) for each in back.changes
    }


def test_a_situation_that_only_one_side_takes_for_contradictory_is_not_compared():
    strict = policy(("yes", all_("a")), exclusives=[("a", "b")])
    wide = policy(("yes", all_("a", "b")))

    found = diff(strict, wide)

    assert (8, 6, (2, 0)) == (found.situations, found.compared, found.refused)
    assert [("yes", "no", 2)] == [(each.before, each.after, each.count) for each in found.changes]


def test_a_finding_of_one_pack_only_is_asked_of_both():
    before, after = policy(("yes", all_("a")), findings="ab"), policy(("yes", all_("a", "x")), findings="axb")

    found = diff(before, after)

    assert ("a", "x", "b") == found.order
    assert ((), ("x",)) == found.findings_apart
    assert [("yes", "no", 2, ("a",))] == [(each.before, each.after, each.count, each.example) for each in found.changes]


def test_a_standing_of_one_pack_only_is_named():
    found = diff(policy(("yes", all_("a"))), policy(("perhaps", all_("a"))))

    assert (("yes",), ("perhaps",)) == found.standings_apart
    assert [("yes", "perhaps", 4)] == [(each.before, each.after, each.count) for each in found.changes]


def test_packs_that_order_shared_findings_differently_can_be_compared():
    rules = ("yes", any_(all_("a", "b"), all_(none_("a"), "c")))

    found = diff(policy(rules, findings="abc"), policy(rules, findings="cba"))

    assert (("a", "b", "c"), ()) == (found.order, found.changes)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [("abc", "abc", "abc"), ("ac", "abc", "abc"), ("ab", "xab", "xab"), ("ab", "bxa", "abx"), ("", "ab", "ab")],
)
def test_a_finding_of_the_second_only_stands_after_the_one_before_it_there(one, other, together):
    assert tuple(together) == merged(one, other)


def test_strict_reading_of_4_1_1_moves_exactly_those_without_explicit_provision():
    """Two changes and no other: 4.1 falls back to 4.2, and 4.2 to nothing where it was the only ground."""
    found = diff(yuexiu(), yuexiu(condition_1="strict"))

    assert [("exempt", "mitigable", 317_440), ("mitigable", "not_met", 6_666_240)] == [
        (each.before, each.after, each.count) for each in found.changes
    ]
    assert all("no_explicit_provision" in each.example for each in found.changes)
    assert not any("follows_decision_spirit" in each.example for each in found.changes)


# --- two editions of a text --------------------------------------------------------------------------------------


@pytest.fixture
def edition(tmp_path):
    """A later edition in which 四（一）4 has other words and asks less."""
    later = tmp_path / "2018-01-01"
    shutil.copytree(folder(POLICY, load(POLICY).title.effective_from), later)
    amend(later / "pack.toml", ("effective_from = 2017-11-02", "effective_from = 2018-01-01"))
    amend(
        later / "4-conditions.md",
        ("蓄意侵害群众利益", "故意损害群众利益"),
        ('none = ["intentional_harm", "improper_benefit"]', 'none = ["intentional_harm"]'),
    )
    return later


def amend(page, *changes):
    text = page.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    page.write_text(text, encoding="utf-8")


def test_a_clause_in_other_words_is_shown_with_what_went_out_and_what_came_in(edition):
    found = compare(load(POLICY), read(edition)[0])

    [reworded] = found.reworded
    assert "四（一）4" == reworded.after.label
    assert [("out", "蓄意侵"), ("in", "故意损")] == [part for part in reworded.parts if part[0] != "same"]
    assert reworded.before.text == "".join(words for kind, words in reworded.parts if kind != "in")
    assert reworded.after.text == "".join(words for kind, words in reworded.parts if kind != "out")
    assert ((), (), (), ()) == (found.added, found.removed, found.bound, found.unbound)


def test_two_readings_of_one_text_have_no_difference_of_text():
    assert not compare(load(POLICY), load(POLICY))


def test_two_editions_are_compared_in_law_and_in_words(edition, capsys):
    assert 0 == main(["diff", POLICY, str(edition)])
    text = capsys.readouterr().out

    assert "可以依规减轻、从轻 → 免于问责：1,269,760 种" in text
    assert "为自己、利益关系人或者其他组织谋取不正当利益：存在" in text
    assert "四（一）4 改动" in text
    assert "〔删：蓄意侵〕〔增：故意损〕" in "".join(text.split())


# --- the command -------------------------------------------------------------------------------------------------


SCHEMA = json.loads((ROOT / "docs" / "reference" / "schemas" / "diff-1.json").read_text(encoding="utf-8"))


def answer(capsys, *words):
    """What the command prints as JSON, which is of its published form."""
    assert 0 == main(["diff", *words, "--format", "json"])
    body = json.loads(capsys.readouterr().out)
    assert [] == [error.message for error in Draft202012Validator(SCHEMA).iter_errors(body)]
    return body


def test_the_schema_is_one_and_refuses_another_form(capsys):
    body = answer(capsys, POLICY, f"{POLICY}@condition_1=strict")

    Draft202012Validator.check_schema(SCHEMA)
    assert list(Draft202012Validator(SCHEMA).iter_errors(body | {"changed": "6983680"}))
    assert list(Draft202012Validator(SCHEMA).iter_errors(body | {"unheard_of": 1}))


def test_two_editions_as_json_have_their_text_beside_their_law(edition, capsys):
    text = answer(capsys, POLICY, str(edition))["text"]

    assert ([], [], [], []) == (text["added"], text["removed"], text["bound"], text["unbound"])
    assert [("4.1.4", "四（一）4")] == [(each["clause"], each["cited"]) for each in text["reworded"]]


def test_the_answer_as_json_says_what_the_comparison_found(capsys):
    found = answer(capsys, POLICY, f"{POLICY}@condition_1=strict")

    assert "rongcuo/diff/1" == found["schema"]
    assert (2**48, 3 * 2**46, 6_983_680) == (found["situations"], found["compared"], found["changed"])
    assert ("letter", "strict") == tuple(found[side]["readings"]["condition_1"] for side in ("first", "second"))
    first = found["changes"][0]
    assert ("exempt", "mitigable", 317_440) == (first["before"], first["after"], first["count"])
    assert {"entry": "mitigable", "label": "具有条件之一，或者存在所列情节", "clauses": ["4.2"]} == first["decided_by"][
        "second"
    ]
    assert "党内法规以及国家法律、法规、规章没有明确规定：存在" in first["words"]
    assert found["text"] is None


def test_several_readings_are_parted_by_commas(capsys):
    found = answer(capsys, f"{POLICY}@condition_1=strict, unit_as_party=false", POLICY)

    assert ("strict", "false") == tuple(found["first"]["readings"][name] for name in ("condition_1", "unit_as_party"))


def test_the_text_reads_in_english_too(capsys):
    assert 0 == main(["diff", POLICY, f"{POLICY}@threshold_bars_mitigation=true", "--lang", "en"])

    text = capsys.readouterr().out
    assert (
        "May be mitigated or treated more lightly under the rules → The conditions are not met: 7,544,695,680" in text
    )
    assert "The error caused a severe safety accident of responsibility (severe_safety_accident)" in text


def test_two_policies_that_agree_are_said_to_agree(capsys):
    assert 0 == main(["diff", POLICY, f"{POLICY}@exemption_modality=may"])
    assert "所有情形的结论档次都相同。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("@condition_1=stric", "law.unknown_value"),
        ("@condition=strict", "law.unknown_reading"),
        ("@condition_1", "diff.reading_form"),
        ("@", "diff.reading_form"),
        ("-2018", "cli.no_pack"),
    ],
)
def test_a_pack_or_a_reading_that_is_not_there_is_refused_with_the_nearest_name(words, code, capsys):
    assert 1 == main(["diff", POLICY, f"{POLICY}{words}", "--format", "json"])

    out, err = capsys.readouterr()
    assert "" == out
    assert [code] == [problem["code"] for problem in json.loads(err)["problems"]]


def test_the_help_shows_how_a_reading_is_written(capsys):
    with pytest.raises(SystemExit) as left:
        main(["diff", "--help"])

    assert 0 == left.value.code
    assert "yuexiu-2017-132@condition_1=strict" in "".join(capsys.readouterr().out.split())
