"""《中国共产党问责条例》 as a pack: the words of articles 5 and 17, the substance of 18, and what they come to."""

import json
from pathlib import Path

import pytest

from rongcuo.base import Answer, ClauseRef, Severity
from rongcuo.cli import main
from rongcuo.determination import FindingState, determine
from rongcuo.law import apply, load, read
from rongcuo.law.catalogue import PACKS

POLICY = "party-accountability-2019"
COPY = Path(__file__).with_name(f"{POLICY}.txt")
"""The articles set down apart from the pack, from the stored copies: label, tab, words, one clause a line."""

CADRE = "natural_person leading_cadre -party_organisation article_7_circumstance"
ORGANISATION = "-natural_person -leading_cadre party_organisation article_7_circumstance"

SITUATIONS = [
    # what is so, the findings established (- not established; the rest not established), readings, standing
    ("a clerk who is no leading cadre is not reached by this regulation",
     "natural_person article_7_circumstance lacked_experience in_reform", {}, "out_of_scope"),
    ("without a circumstance of article 7 there is nothing to pursue, whatever else is found",
     "natural_person leading_cadre objected", {}, "no_ground"),
    ("an error for want of experience, while pushing reform forward, may go unpursued",
     f"{CADRE} in_reform lacked_experience", {}, "not_pursued_or_exempt"),
    ("an error for want of experience in everyday work falls outside item 1",
     f"{CADRE} lacked_experience", {}, "other_articles"),
    ("an inadvertent error for development need not have happened in reform",
     f"{CADRE} inadvertent_error", {}, "not_pursued_or_exempt"),
    ("… unless “while pushing reform forward” is read over all three",
     f"{CADRE} inadvertent_error", {"reform_covers": "all_three"}, "other_articles"),
    ("whoever objected when the wrong decision was taken collectively may go unpursued",
     f"{CADRE} objected", {}, "not_pursued_or_exempt"),
    ("who only kept silent has not made a reservation",
     f"{CADRE} reserved_opinion", {}, "other_articles"),
    ("… unless a reservation need not be express",
     f"{CADRE} reserved_opinion", {"express_covers": "objection"}, "not_pursued_or_exempt"),
    ("a reservation put on record counts",
     f"{CADRE} reserved_opinion reservation_express", {}, "not_pursued_or_exempt"),
    ("a flood excuses whoever had done his duty",
     f"{CADRE} duties_performed force_majeure", {}, "not_pursued_or_exempt"),
    ("a flood does not excuse whoever had not",
     f"{CADRE} force_majeure", {}, "other_articles"),
    ("having done one's duty is not enough where the loss could be foreseen",
     f"{CADRE} duties_performed", {}, "other_articles"),
    ("a subordinate who asked in vain to have a wrong decision withdrawn is treated as in paragraph 1",
     f"{CADRE} superior_error_objected", {}, "not_pursued_or_exempt"),
    ("… unless one of the items of paragraph 1 must be there as well",
     f"{CADRE} superior_error_objected", {"as_in_paragraph_1": "with_a_ground"}, "other_articles"),
    ("carrying out a clearly unlawful decision is answered for, though one had objected",
     f"{CADRE} superior_error_objected superior_error_clearly_unlawful", {}, "liable"),
    ("an item of paragraph 1 stands beside it",
     f"{CADRE} objected superior_error_clearly_unlawful", {}, "not_pursued_or_exempt"),
    ("… unless a clearly unlawful decision shuts out the whole article",
     f"{CADRE} objected superior_error_clearly_unlawful", {"clearly_unlawful_bars": "whole_article"}, "liable"),
    ("a Party organisation may go unpursued like a person",
     f"{ORGANISATION} duties_performed unforeseeable", {}, "not_pursued_or_exempt"),
    ("… unless article 17 is read for persons only",
     f"{ORGANISATION} duties_performed unforeseeable", {"unit_as_party": "false"}, "other_articles"),
    ("who did nothing afterwards is governed by the other articles",
     CADRE, {}, "other_articles"),
    ("recovering the loss is no ground of article 17, but one of article 18, as far as its substance is known",
     f"{CADRE} loss_recovered", {}, "lighter_or_mitigated"),
    ("so is removing the adverse effect, for an organisation as well",
     f"{ORGANISATION} effect_eliminated", {}, "lighter_or_mitigated"),
    ("cooperating and accepting responsibility count together",
     f"{CADRE} cooperated accepted_responsibility", {}, "lighter_or_mitigated"),
    ("cooperating alone does not",
     f"{CADRE} cooperated", {}, "other_articles"),
    ("… unless each of the two counts by itself",
     f"{CADRE} cooperated", {"circumstances": "each"}, "lighter_or_mitigated"),
    ("a ground of article 17 goes further than a circumstance of article 18",
     f"{CADRE} objected loss_recovered", {}, "not_pursued_or_exempt"),
    ("recovering the loss undoes no clearly unlawful decision; lighter treatment stays among the decisions",
     f"{CADRE} superior_error_clearly_unlawful loss_recovered", {}, "liable"),
]  # fmt: skip


@pytest.fixture(scope="module")
def pack():
    return load(POLICY)


def found(pack, established: str) -> dict[str, FindingState]:
    """Every finding of the pack: established where named, else not established."""
    named = {name for name in established.split() if not name.startswith("-")}
    unknown = {name.lstrip("-") for name in established.split()} - pack.findings.keys()
    assert unknown == set()
    answer = {True: Answer.ESTABLISHED, False: Answer.NOT_ESTABLISHED}
    return {name: FindingState(answer[name in named], (), "") for name in pack.findings}


def test_every_clause_is_the_text_word_for_word_and_in_its_order(pack):
    copy = [tuple(line.partition("\t")[::2]) for line in COPY.read_text(encoding="utf-8").splitlines()]

    assert copy == [(clause.label, clause.text) for clause in pack.clauses.values()]


def test_a_clause_is_numbered_by_article_paragraph_and_item(pack):
    labels = {str(ref): clause.label for ref, clause in pack.clauses.items()}

    assert "第十七条第一款第（二）项" == labels["17.1.2"]
    assert "第十七条第二款" == labels["17.2"]


def test_the_pack_is_free_of_errors_and_every_clause_is_bound_or_open():
    _, problems = read(PACKS / POLICY / "2019-09-01")

    assert [] == [problem.text() for problem in problems if problem.severity is Severity.ERROR]


def test_each_clause_says_how_many_copies_it_was_compared_with(pack):
    seen = {str(ref) for ref, clause in pack.clauses.items() if clause.text}

    assert seen == {ref for ref, copies in pack.parameters["confirmed_by"].items() if copies}
    assert {"17.2": 1, "18": 0} == {
        ref: copies for ref, copies in pack.parameters["confirmed_by"].items() if copies < 2
    }


@pytest.mark.parametrize(
    ("established", "readings", "standing"), [row[1:] for row in SITUATIONS], ids=[row[0] for row in SITUATIONS]
)
def test_what_the_articles_come_to(pack, established, readings, standing):
    assert standing == determine(apply(pack, readings), found(pack, established)).standing


def test_article_17_says_may_and_so_no_decision_departs_from_it(pack):
    standing = pack.standings["not_pursued_or_exempt"]

    assert "may" == standing.modality
    assert {"not_pursued", "exempt", "accountable"} <= set(standing.decisions)


def test_article_18_is_the_only_clause_without_its_words_and_every_check_says_so(pack):
    _, problems = read(PACKS / POLICY / "2019-09-01")
    marked = [problem for problem in problems if problem.code == "law.unseen"]
    [words] = pack.unseen_words

    assert [ClauseRef((18,))] == [problem.place.clause for problem in marked]
    assert ("", None) == (pack.clauses[words.clause].text, pack.findings["loss_recovered"].quote)
    assert words.substance in marked[0].text()
    assert "待核" in marked[0].text()


def test_a_result_under_article_18_says_that_its_words_are_not_in_the_pack(pack, capsys, tmp_path):
    def spoken(established: str) -> str:
        answers = {name: state.answer.value for name, state in found(pack, established).items()}
        request = tmp_path / "request.json"
        request.write_text(json.dumps({"policy": POLICY, "findings": answers}), encoding="utf-8")
        assert 0 == main(["determine", str(request)])
        return capsys.readouterr().out

    assert "其中〔第十八条〕原文未收入，据要旨比对，待核" in spoken(f"{CADRE} loss_recovered")
    assert "待核" not in spoken(f"{CADRE} objected")


def test_whoever_carried_out_a_clearly_unlawful_decision_shall_answer_for_it(pack):
    standing = pack.standings["liable"]

    assert "shall" == standing.modality
    assert {"not_pursued", "exempt"}.isdisjoint(standing.decisions)


def test_the_same_question_of_fact_has_the_same_name_as_in_the_first_regulation(pack):
    shared = pack.findings.keys() & load("yuexiu-2017-132").findings.keys()

    assert {
        "natural_person", "lacked_experience", "unrestricted_experiment", "inadvertent_error",
        "loss_recovered", "effect_eliminated", "cooperated", "accepted_responsibility",
    } == shared  # fmt: skip


def test_it_has_no_procedure_and_no_python(pack):
    assert pack.procedure is None
    assert {".toml", ".md"} == {file.suffix for file in (PACKS / POLICY).rglob("*") if file.is_file()}
