"""Reading an act: what is put in wrongly, and what is said of it at which field."""

from dataclasses import dataclass
from typing import Any

import pytest

from rongcuo.base import Problem
from rongcuo.casefile import ACTS, dump_act, questions, read_act, schema_of
from rongcuo.casefile.intake import CODE, LINE, PROSE
from tests import desk as d
from tests.desk import Texts

POLICY = d.policy()
DAY = d.MONDAY.isoformat()

VALID: dict[str, dict[str, Any]] = {
    "open": d.OPENING | {"occurred_on": DAY},
    "assign_officers": {"occurred_on": DAY, "officers": ["liyan", "zhoumin"]},
    "notify_rights": {"occurred_on": DAY, "facts_notified": "事项", "where_to_file": "地址"},
    "file_defence": {"occurred_on": DAY, "claims": d.CLAIMS, "attachments": ["file-1"]},
    "record_finding": {
        "occurred_on": DAY,
        "finding": "diligent",
        "value": "established",
        "cited": [{"number": 1, "bearing": "supports"}],
        "added": [{"title": "会议纪要", "bearing": "supports", "files": ["file-1"]}],
        "reason": "见证据",
        "second_officer": "zhoumin",
    },
    "conclude": {"occurred_on": DAY, "standing": "exempt", "proposal": "exempt", "reasons": "理由"},
    "deliberate": d.DELIBERATION | {"occurred_on": DAY},
    "give_consent": {"occurred_on": DAY, "reply": "同意", "reply_number": "市纪复〔2026〕1号"},
    "consider_ex_officio": {"occurred_on": DAY, "considered": ["hard_problem"], "reasons": "已审查"},
    "answer_claim": {"occurred_on": DAY, "claim": 1, "adopted": "adopted", "reason": "属实"},
}


def read(act: str, raw: dict[str, Any]) -> Any:
    return read_act(act, raw, POLICY, Texts())


def problems(act: str, raw: dict[str, Any]) -> list[tuple[str, str | None]]:
    found = read(act, raw)
    assert isinstance(found, tuple), "the act was read"
    assert all(problem.text("zh") and problem.text("en") for problem in found)
    return [(problem.code, problem.place.field) for problem in found]


@pytest.mark.parametrize("act", VALID)
def test_what_is_put_in_rightly_is_read(act):
    assert ACTS[act] is type(read(act, VALID[act]))


@dataclass(frozen=True)
class Slip:
    """``raw`` put over a valid input of ``act`` gives ``code`` at ``field``, and nothing else."""

    sentence: str
    act: str
    raw: dict[str, Any]
    code: str
    field: str


SLIPS = (
    Slip("an act has its day", "assign_officers", {"occurred_on": None}, "act.required", "occurred_on"),
    Slip("blanks are nothing", "notify_rights", {"where_to_file": " \n　"}, "act.required", "where_to_file"),
    Slip("an empty list is nothing", "assign_officers", {"officers": []}, "act.required", "officers"),
    Slip("a day is written 2026-03-02", "assign_officers", {"occurred_on": "2.3.2026"}, "act.not_a_date",
         "occurred_on"),
    Slip("and in no other form of ISO 8601", "assign_officers", {"occurred_on": "20260302"}, "act.not_a_date",
         "occurred_on"),
    Slip("nor as a day of a week", "assign_officers", {"occurred_on": "2026-W10-1"}, "act.not_a_date", "occurred_on"),
    Slip("nor with a time of day", "assign_officers", {"occurred_on": "2026-03-02T08:00"}, "act.not_a_date",
         "occurred_on"),
    Slip("nor as a number", "assign_officers", {"occurred_on": 20260302}, "act.not_a_date", "occurred_on"),
    Slip("February has no thirtieth", "open", {"approved_on": "2026-02-30"}, "act.not_a_date", "approved_on"),
    Slip("yes is true, not 1", "file_defence", {"on_paper": 1}, "act.not_a_flag", "on_paper"),
    Slip("nor a word", "file_defence", {"on_paper": "true"}, "act.not_a_flag", "on_paper"),
    Slip("a claim is named by its number", "answer_claim", {"claim": "1"}, "act.not_a_number", "claim"),
    Slip("true is not number one", "answer_claim", {"claim": True}, "act.not_a_number", "claim"),
    Slip("no claim is below nothing", "answer_claim", {"claim": -1}, "act.not_a_number", "claim"),
    Slip("nor between two", "answer_claim", {"claim": 1.0}, "act.not_a_number", "claim"),
    Slip("a text is a text", "notify_rights", {"facts_notified": 5}, "act.not_a_text", "facts_notified"),
    Slip("a line has its length", "open", {"title": "长" * (LINE + 1)}, "act.too_long", "title"),
    Slip("so has a text", "conclude", {"reasons": "长" * (PROSE + 1)}, "act.too_long", "reasons"),
    Slip("and a number of a document", "give_consent", {"reply_number": "1" * (CODE + 1)}, "act.too_long",
         "reply_number"),
    Slip("a line is one line", "open", {"title": "第一行\n第二行"}, "act.one_line", "title"),
    Slip("a number of a document too", "give_consent", {"reply_number": "1号\n2号"}, "act.one_line", "reply_number"),
    Slip("what cannot be shown is not filed", "conclude", {"reasons": "理由\x00"}, "act.unprintable", "reasons"),
    Slip("nor half a character", "conclude", {"reasons": "理由\ud800"}, "act.unprintable", "reasons"),
    Slip("a closed list is closed", "open", {"route": "party_acountability"}, "act.not_in_list", "route"),
    Slip("a list is not an entry of a list", "open", {"route": ["party_discipline"]}, "act.not_in_list", "route"),
    Slip("an unknown standing", "conclude", {"standing": "exmpt"}, "act.not_in_list", "standing"),
    Slip("an unknown finding", "record_finding", {"finding": "diligence"}, "act.not_in_list", "finding"),
    Slip("an exclusion is nothing to claim in a defence", "file_defence",
         {"claims": [{"target": "corruption", "statement": "没有"}]}, "act.not_in_list", "claims.0.target"),
    Slip("a person is in the register", "open", {"approved_by": "nobody"}, "act.unknown_person", "approved_by"),
    Slip("and named by an id", "open", {"party_person": {"name": "谢"}}, "act.unknown_person", "party_person"),
    Slip("each of several persons", "assign_officers", {"officers": ["liyan", "nobody"]}, "act.unknown_person",
         "officers.1"),
    Slip("an organ is in the register", "open", {"deciding_organ": "nowhere"}, "act.unknown_organ", "deciding_organ"),
    Slip("an attachment was uploaded", "file_defence", {"attachments": ["file-1", "lost"]}, "act.unknown_file",
         "attachments.1"),
    Slip("evidence has its files", "record_finding",
         {"added": [{"title": "纪要", "bearing": "supports", "files": ["lost"]}]}, "act.unknown_file",
         "added.0.files.0"),
    Slip("several are a list", "assign_officers", {"officers": "liyan"}, "act.not_a_list", "officers"),
    Slip("rows are a list", "file_defence", {"claims": d.CLAIMS[0]}, "act.not_a_list", "claims"),
    Slip("a row is filled in field by field", "file_defence", {"claims": [d.CLAIMS[0], "属于"]}, "act.not_a_row",
         "claims.1"),
    Slip("every field of a row is asked", "file_defence", {"claims": [{"target": "diligent"}]}, "act.required",
         "claims.0.statement"),
    Slip("a ballot has a vote of the list", "deliberate",
         {"ballots": [d.ballots()[0], d.ballots()[1] | {"vote": "yes"}]}, "act.not_in_list", "ballots.1.vote"),
    Slip("a citation supports or opposes", "record_finding", {"cited": [{"number": 1, "bearing": "neutral"}]},
         "act.not_in_list", "cited.0.bearing"),
    Slip("there is no such field", "conclude", {"resaons": "理由"}, "act.unknown_field", "resaons"),
    Slip("nor in a row", "file_defence", {"claims": [d.CLAIMS[0] | {"weight": 3}]}, "act.unknown_field",
         "claims.0.weight"),
)  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.act}: {slip.sentence}")
def test_each_slip_is_named_at_its_field(slip):
    assert [(slip.code, slip.field)] == problems(slip.act, VALID[slip.act] | slip.raw)


def test_everything_wrong_is_said_at_once_and_in_the_order_of_the_form():
    raw = VALID["open"] | {"title": None, "route": "?", "approved_on": "gestern", "colour": 1, "size": 2}

    expected = [
        ("act.unknown_field", "colour"),
        ("act.unknown_field", "size"),
        ("act.required", "title"),
        ("act.not_in_list", "route"),
        ("act.not_a_date", "approved_on"),
    ]
    assert expected == problems("open", raw)


def test_a_problem_names_the_clause_that_asks_for_the_field():
    """5.2 asks for the claims of a defence, 5.7 for the reply."""
    (problem,) = read("file_defence", VALID["file_defence"] | {"claims": []})

    assert "5.2" == str(problem.place.clause)
    assert "请填写“申辩理由”。" == problem.text()


def test_the_nearest_name_is_offered():
    (problem,) = read("open", VALID["open"] | {"route": "party_acountability"})

    assert "party_accountability" == problem.params["nearest"]


def test_what_is_left_blank_where_it_may_be_is_simply_not_there():
    blank = {"rank": None, "post": " ", "party_person": ""}
    left_out = {key: value for key, value in VALID["open"].items() if key not in blank}

    assert dump_act(read("open", left_out)) == dump_act(read("open", VALID["open"] | blank))


def test_a_text_is_kept_without_blanks_around_it_composed_and_with_plain_line_breaks():
    texts = Texts()
    read_act("report", {"occurred_on": DAY, "summary": " cafe\u0301\r\n第二行　"}, POLICY, texts)

    assert ["caf\u00e9\n第二行"] == list(texts.bodies.values())


def test_a_decision_that_only_the_reports_know_is_not_offered():
    """The pack marks which decisions a deciding organ may take."""
    offered = {kind.id for kind in POLICY.pack.decisions.values() if kind.in_decision}
    closed = set(POLICY.pack.decisions) - offered

    assert set(schema_of("decide", POLICY)["properties"]["decision"]["enum"]) == offered
    for kind in closed:
        raw = {"occurred_on": DAY, "decision": kind, "reasons": "理由"}
        assert [("act.not_in_list", "decision")] == problems("decide", raw)


@pytest.mark.parametrize("act", ACTS)
def test_nothing_at_all_lacks_exactly_what_is_required(act):
    required = [question.name for question in questions(ACTS[act]) if not question.optional]

    assert [("act.required", name) for name in required] == problems(act, {})
    assert required == schema_of(act, POLICY)["required"]


def test_a_problem_is_a_problem():
    """The reader never half reads: an act or problems, and no problem without an error."""
    found = read("open", {})

    assert all(isinstance(problem, Problem) and problem.severity == "error" for problem in found)
