"""The one door: an act is carried out whole, or nothing happens and the person is told why."""

from uuid import uuid4

import pytest
from django.apps import apps

from rongcuo.casefile import ACTS, load_act, read_record
from rongcuo.office.cases import chain
from rongcuo.office.door import carry_out, rehearse
from rongcuo.office.models import CaseFile, IssuedDocument, LedgerEntry, SealedText, Submission
from rongcuo.office.outcomes import Conflict, Done, Invalid, NotFound, Refused, Repeated
from rongcuo.office.verification import verify_database
from tests.builders import STAGES, Scene

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def everything() -> dict[str, list[tuple]]:
    """Every row of every table of the office."""
    return {
        model.__name__: sorted(map(repr, model.objects.values_list()))
        for model in apps.get_app_config("office").get_models()
    }


def test_a_file_goes_from_opening_to_service_through_every_stage(scene):
    file = scene.opened()
    reached = [file.stage]
    for stage in STAGES[1:]:
        file = scene.advance(file, stage)
        reached.append(file.stage)

    assert list(STAGES) == reached
    assert "exempt" == file.decision
    assert () == verify_database()


def test_an_act_appends_one_entry_and_moves_the_head_to_it(scene):
    file = scene.opened()
    before = LedgerEntry.objects.filter(stream=file.stream).count()

    after = scene.act("chenliyan", "consider_ex_officio", file)

    [*_, last] = chain.entries(after)
    assert before + 1 == LedgerEntry.objects.filter(stream=file.stream).count()
    assert (last.sequence, last.hash) == (after.sequence, after.head_hash)
    assert "considered_ex_officio" == last.type


def test_the_entry_holds_no_word_that_was_typed_and_no_name(scene):
    scene.at("served")
    bodies = "".join(LedgerEntry.objects.values_list("body", flat=True))

    typed = list(SealedText.objects.values_list("body", flat=True))
    names = [person.name for person in scene.persons.values()]

    assert [] == [word for word in typed + names if word in bodies]


def test_a_refused_act_changes_nothing_and_says_why(scene):
    file = scene.opened()
    before = everything()

    outcome = scene.attempt("chenliyan", "report", file)

    assert isinstance(outcome, Refused)
    assert [refusal for refusal in outcome.refusals if not refusal.text()] == []
    assert before == everything()


def test_an_unreadable_act_changes_nothing_and_every_problem_names_its_field(scene):
    file = scene.at("reviewing")
    before = everything()

    outcome = scene.attempt(
        "chenliyan", "record_finding", file, finding="dilligent", value="yes", reason="", second_officer="nobody"
    )

    assert isinstance(outcome, Invalid)
    assert ["finding", "reason", "second_officer", "value"] == sorted(
        problem.place.field for problem in outcome.problems
    )
    assert before == everything()


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\x1bb"])
def test_characters_that_cannot_be_kept_are_refused_by_field(scene, text):
    file = scene.opened()

    outcome = scene.attempt("chenliyan", "consider_ex_officio", file, reasons=f"理由{text}")

    assert isinstance(outcome, Invalid)
    assert ["reasons"] == [problem.place.field for problem in outcome.problems]


def test_a_file_that_the_person_may_not_see_and_one_that_does_not_exist_answer_alike(scene):
    file = scene.opened()
    before = everything()

    unseen = scene.attempt("luxiao", "consider_ex_officio", file)
    file.pk = uuid4()
    missing = scene.attempt("luxiao", "consider_ex_officio", file, version=1)

    assert NotFound() == unseen == missing
    assert before == everything()


def test_a_stale_version_is_a_conflict_that_says_what_changed(scene):
    file = scene.at("reviewing")
    seen = file.version
    scene.act("zhoumin", "answer_claim", file, claim=1)

    outcome = scene.attempt("chenliyan", "answer_claim", file, claim=1, version=seen)

    assert isinstance(outcome, Conflict)
    assert (seen + 1, ["claim_answered"]) == (outcome.current_version, [entry.type for entry in outcome.changed])
    assert str(scene.persons["zhoumin"].id) == outcome.changed[0].actor


def test_a_conflict_never_tells_a_party_of_entries_that_are_not_the_partys(scene):
    file = scene.at("reviewing")
    seen = file.version
    file = scene.act("chenliyan", "record_finding", file)
    file = scene.act("chenliyan", "answer_claim", file, claim=1)

    outcome = scene.attempt("xiemou", "supplement_defence", file, version=seen)

    assert ["claim_answered"] == [entry.type for entry in outcome.changed]


@pytest.mark.parametrize("version", [0, -1, 99])
def test_a_version_that_never_was_is_a_conflict_too(scene, version):
    assert isinstance(scene.attempt("chenliyan", "consider_ex_officio", scene.opened(), version=version), Conflict)


def test_the_same_submission_again_acts_once_and_gives_the_same_answer(scene):
    file = scene.opened()
    first = scene.attempt("chenliyan", "consider_ex_officio", file, key="form-1", version=file.version)
    before = everything()

    second = scene.attempt("chenliyan", "consider_ex_officio", file, key="form-1", version=file.version)

    assert isinstance(first, Done)
    assert Repeated(first.casefile_id, first.sequence, first.number) == second
    assert before == everything()


def test_opening_twice_with_one_key_opens_one_file(scene):
    raw = scene.content("open")
    first = scene.attempt("gulan", "open", key="form-1", **raw)
    second = scene.attempt("gulan", "open", key="form-1", **raw)

    assert first.number == second.number
    assert 1 == CaseFile.objects.count()


def test_a_key_that_was_used_for_another_content_is_refused(scene):
    file = scene.opened()
    scene.act("chenliyan", "consider_ex_officio", file, key="form-1")
    before = everything()

    outcome = scene.attempt("chenliyan", "consider_ex_officio", file, key="form-1", reasons="另一理由")

    assert isinstance(outcome, Invalid)
    assert "office.key_of_another_act" == outcome.problems[0].code
    assert before == everything()


def test_two_persons_may_use_the_same_key(scene):
    file = scene.opened()
    file = scene.act("chenliyan", "consider_ex_officio", file, key="form-1")

    assert isinstance(scene.attempt("zhoumin", "consider_ex_officio", file, key="form-1"), Done)


def test_a_refused_submission_does_not_use_up_its_key(scene):
    file = scene.opened()
    assert isinstance(scene.attempt("chenliyan", "report", file, key="form-1"), Refused)

    assert 0 == Submission.objects.filter(key="form-1").count()
    assert isinstance(scene.attempt("chenliyan", "consider_ex_officio", file, key="form-1"), Done)


@pytest.mark.parametrize(
    ("act", "key", "code"),
    [
        ("exempt", "k", "office.unknown_act"),
        ("report", "x" * 65, "office.key_missing"),
        ("report", "\x00", "office.key_missing"),
    ],
)
def test_what_is_addressed_wrongly_is_refused_by_name(scene, act, key, code):
    file = scene.opened()
    outcome = carry_out(
        actor=scene.persons["chenliyan"], act=act, raw={}, casefile=file.id, key=key, version=file.version
    )  # fmt: skip

    assert [code] == [problem.code for problem in outcome.problems]


def test_an_act_on_a_file_asks_for_the_version_that_was_seen(scene):
    file = scene.opened()
    outcome = carry_out(
        actor=scene.persons["chenliyan"], act="report", raw={}, casefile=file.id, key="k", version=None
    )  # fmt: skip

    assert ["office.version_missing"] == [problem.code for problem in outcome.problems]


def test_who_has_no_open_account_cannot_act(scene):
    account = scene.persons["gulan"].account
    account.is_active = False
    account.save()

    assert NotFound() == scene.attempt("gulan", "open")


def test_the_notice_is_numbered_printed_and_named_in_its_entry(scene):
    file = scene.opened()
    file = scene.act("chenliyan", "notify_rights", file)

    document = IssuedDocument.objects.get(casefile=file)
    [*_, entry] = chain.entries(file)
    code = scene.organs["inquiry"].short_name

    assert f"{code}申告〔{entry.occurred_on.year}〕1号" == document.number
    said = {"kind": "rights_notice", "number": document.number, "sha256": document.sha256, "code": document.code}
    assert [said] == entry.body["documents"]
    assert document.size > 10_000


def test_an_act_that_cannot_be_printed_is_not_carried_out(scene):
    file = scene.opened()
    before = everything()

    outcome = scene.attempt("chenliyan", "notify_rights", file, facts_notified="绝密★十年")

    assert isinstance(outcome, Invalid)
    assert before == everything()


WHERE = {
    "open": ("gulan", None), "assign_officers": ("gulan", "opened"), "notify_rights": ("chenliyan", "opened"),
    "file_defence": ("xiemou", "notified"), "supplement_defence": ("xiemou", "reviewing"),
    "waive_defence": ("xiemou", "notified"), "consider_ex_officio": ("zhoumin", "reviewing"),
    "record_finding": ("chenliyan", "reviewing"), "answer_claim": ("zhoumin", "reviewing"),
    "return_for_inquiry": ("linshu", "reported"), "deliberate": ("linshu", "reported"),
    "request_consent": ("linshu", "deliberated"), "give_consent": ("shibin", "awaiting_consent"),
    "refuse_consent": ("shibin", "awaiting_consent"), "return_request": ("shibin", "awaiting_consent"),
    "serve_decision": ("linshu", "decided"), "recuse": ("gulan", "reviewing"),
    "replace_officer": ("gulan", "reviewing"),
    "file_appeal": ("xiemou", "held_accountable"), "request_consent_to_change": ("yuanfei", "on_appeal"),
    "decide_appeal": ("yuanfei", "on_appeal"), "serve_appeal_decision": ("yuanfei", "reviewed"),
    "correct_decision": ("linshu", "held_accountable"), "revoke_exemption": ("fangzheng", "served"),
    "void_entry": ("gulan", "found"), "list_breaches": ("chenliyan", "reviewing"),
    "list_events": ("chenliyan", "reviewing"), "settle_rank": ("chenliyan", "unranked"),
    "apply_superior_rules": ("gulan", "above_district"), "transfer": ("gulan", "above_district"),
    "transfer_jurisdiction": ("gulan", "opened"), "merge": ("gulan", "opened"), "split": ("gulan", "opened"),
    "adopt_facts": ("chenliyan", "of_a_matter"), "refer_suspected_breach": ("chenliyan", "reviewing"),
    "withdraw_defence": ("xiemou", "reviewing"), "extend_limit": ("chenliyan", "notified"),
    "ask_for_supplement": ("chenliyan", "reviewing"), "assess_complexity": ("chenliyan", "opened"),
    "record_interference": ("liangwen", "reported"), "approve_copy": ("gulan", "opened"),
    "clarify": ("chenliyan", "served"),
    "order_effect": ("linshu", "served"), "acknowledge_effect": ("qinyu", "closed"), "archive": ("gulan", "closed"),
    "terminate": ("gulan", "reviewing"), "record_death": ("chenliyan", "reviewing"),
    "follow_up": ("duanhong", "closed"),
}  # fmt: skip
"""Each act that can be done in one step from a stage of the usual way, by whom and from which stage."""

ON_THE_WAY = {"record_service", "accept_defence", "conclude", "report", "decide", "close"}
"""Acts that need another one first; the way through every stage does them."""

RECTIFYING = {"issue_rectification", "report_rectification", "verify_rectification"}
"""Acts that need an error on file (test_after.py)."""


AFTER_ANOTHER = {
    "convene_panel", "give_panel_opinion", "meet_on_facts", "send_for_review", "case_review", "consult",
    "answer_consultation", "record_return",
}  # fmt: skip
"""Acts that another one has to prepare: each has its journey in ``test_inquiry.py``."""


SIGNING = {"sign_document", "serve_document"}
"""Acts on a document that was prepared (test_documents.py)."""


def test_every_act_of_the_table_is_tried():
    assert set(ACTS) == set(WHERE) | ON_THE_WAY | AFTER_ANOTHER | RECTIFYING | SIGNING


@pytest.mark.parametrize("act", WHERE)
def test_every_act_goes_through_the_door_and_stands_in_its_entry_as_it_was_said(scene, act):
    who, stage = WHERE[act]
    file = scene.act(who, act, scene.at(stage) if stage else None)

    [*_, entry] = chain.entries(file)

    assert (ACTS[act].entry, str(scene.persons[who].id)) == (entry.type, entry.actor)
    assert read_record(entry).act == load_act(act, entry.body["act"])
    assert {"policy", "effective_from", "pack", "readings", "calendar", "engine"} == set(entry.editions)
    assert () == verify_database()


def test_a_rehearsal_says_what_the_door_would_say_and_changes_nothing(scene):
    file = scene.opened()
    before = everything()
    asked = {"actor": scene.persons["chenliyan"], "casefile": file.id}

    assert None is rehearse(act="consider_ex_officio", raw=scene.content("consider_ex_officio"), **asked)
    assert isinstance(rehearse(act="report", raw=scene.content("report"), **asked), Refused)
    assert isinstance(rehearse(act="report", raw={}, **asked), Invalid)
    assert NotFound() == rehearse(act="report", raw={}, actor=scene.persons["luxiao"], casefile=file.id)
    assert before == everything()
