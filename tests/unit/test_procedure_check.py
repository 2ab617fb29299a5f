"""A procedure table is proved before a file is opened: each way to break it, beside the table as it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from rongcuo.base import Place
from rongcuo.casefile import ACTS
from rongcuo.casefile.check import check as check_acts
from rongcuo.law import load
from rongcuo.law.pack import Pack
from rongcuo.law.procedure import GuardUse, ProcedureTable, Stage, Step
from rongcuo.procedure import GUARDS, check
from rongcuo.procedure.check import reachable

PACK = load("yuexiu-2017-132")
HERE = Place(file="5-procedure.md", line=1)


def problems(pack: Pack) -> list[tuple[str, dict[str, Any]]]:
    found = (*check(pack), *check_acts(pack))
    assert all(problem.text("zh") and problem.text("en") for problem in found)
    return [(problem.code, dict(problem.params)) for problem in found]


def changed(**parts: Any) -> Pack:
    return replace(PACK, procedure=replace(table(), **parts))


def table() -> ProcedureTable:
    assert PACK.procedure is not None
    return PACK.procedure


def act(name: str, **parts: Any) -> Pack:
    return changed(acts={**table().acts, name: replace(table().acts[name], **parts)})


def guarded(name: str, guard: str, **params: Any) -> Pack:
    """The pack with one more guard on an act."""
    use = GuardUse(guard, params, None, HERE)
    return act(name, guards=(*table().acts[name].guards, use))


def without(*names: str) -> Pack:
    return changed(acts={name: row for name, row in table().acts.items() if name not in names})


def stepping(name: str, step: Step) -> Pack:
    return act(name, steps=(*table().acts[name].steps, step))


def document(name: str, **parts: Any) -> Pack:
    return changed(documents={**table().documents, name: replace(table().documents[name], **parts)})


def signing_in(stage: str) -> Pack:
    """The case card is the only document, and is signed in that stage alone."""
    sign = replace(table().acts["sign_document"], steps=(Step((stage,), None, ()),))
    only = {"case_card": table().documents["case_card"]}
    return changed(acts={**table().acts, "sign_document": sign}, documents=only)


SHELVED = Stage("shelved", "已搁置", early_end=False)
FIRST = table().duties[0]


@dataclass(frozen=True)
class Fault:
    """``broken`` has exactly this fault; ``mended`` is as near to it as can be and has none."""

    sentence: str
    broken: Callable[[], Pack]
    mended: Callable[[], Pack]
    code: str
    params: dict[str, Any]


FAULTS = (
    Fault("a guard has a name of the vocabulary", lambda: guarded("report", "consdered"),
          lambda: guarded("report", "considered"), "table.unknown_guard",
          {"name": "consdered", "nearest": "considered"}),
    Fault("so has the condition of a step",
          lambda: stepping("report", Step(("concluded",), None, (GuardUse("serverd", {}, None, HERE),))),
          lambda: stepping("report", Step(("concluded",), None, (GuardUse("served", {}, None, HERE),))),
          "table.unknown_guard", {"name": "serverd", "nearest": "served"}),
    Fault("and that of a duty",
          lambda: changed(duties=(replace(FIRST, owed=(GuardUse("decidd", {}, None, HERE),)), *table().duties[1:])),
          lambda: changed(duties=(replace(FIRST, owed=(GuardUse("decided", {}, None, HERE),)), *table().duties[1:])),
          "table.unknown_guard", {"name": "decidd", "nearest": "decided"}),
    Fault("a guard gets its parameters", lambda: guarded("report", "time_over"),
          lambda: guarded("report", "time_over", limit="defence"), "table.guard_parameter",
          {"name": "time_over", "parameter": "limit"}),
    Fault("a limit is declared", lambda: guarded("report", "time_over", limit="defense"),
          lambda: guarded("report", "time_over", limit="defence"), "table.unknown_limit",
          {"name": "time_over", "limit": "defense"}),
    Fault("so is a duty that another act waits for", lambda: guarded("report", "duties_done", duties=["notify"]),
          lambda: guarded("report", "duties_done", duties=["notify_rights"]), "table.unknown_duty",
          {"name": "duties_done", "duty": "notify"}),
    Fault("a duty is owed for each of the things that a file numbers",
          lambda: changed(duties=(*table().duties, replace(FIRST, id="more", each="effect_orders"))),
          lambda: changed(duties=(*table().duties, replace(FIRST, id="more", each="effect_order"))),
          "table.unknown_name", {"name": "more", "parameter": "each", "value": "effect_orders",
                                 "nearest": "effect_order"}),
    Fault("the proof of a late registration is among the attachments of the act",
          lambda: act("record_service", late_proof="received_by"), lambda: act("record_service", late_proof="proof"),
          "table.unknown_name", {"name": "record_service", "parameter": "late_proof", "value": "received_by",
                                 "nearest": "proof"}),
    Fault("only a guard with a sentence for it is negated", lambda: guarded("report", "considered", **{"is": False}),
          lambda: guarded("report", "decided", **{"is": False}), "table.no_negation", {"name": "considered"}),
    Fault("a guard can hold only where an act makes it hold", lambda: without("consider_ex_officio"),
          lambda: act_without_guard(without("consider_ex_officio"), "report", "considered"),
          "table.guard_cannot_hold", {"act": "report", "name": "considered", "feeders": "consider_ex_officio"}),
    Fault("and where that act can come first", lambda: guarded("notify_rights", "decided"),
          lambda: guarded("serve_decision", "decided"), "table.guard_too_late",
          {"act": "notify_rights", "name": "decided", "feeders": "decide"}),
    Fault("every stage can be reached", lambda: changed(stages=(*table().stages, SHELVED)),
          lambda: replace(stepping("serve_decision", Step(("served",), "shelved", ())),
                          procedure=replace(stepping("serve_decision", Step(("served",), "shelved", ())).procedure,
                                            stages=(*table().stages, SHELVED))),
          "table.unreachable_stage", {"stage": "shelved"}),
    Fault("every act starts from a stage that can be reached",
          lambda: act("record_interference", steps=(Step(("shelved",), None, ()),)),
          lambda: act("record_interference", steps=(Step(("shelved", "opened"), None, ()),)),
          "table.unreachable_act", {"act": "record_interference"}),
    Fault("every row has an act behind it",
          lambda: changed(acts={**table().acts, "recused": replace(table().acts["recuse"], id="recused")}),
          lambda: PACK, "table.unknown_act", {"act": "recused", "nearest": "recuse"}),
    Fault("every list that an act asks for is declared",
          lambda: changed(lists={name: rows for name, rows in table().lists.items() if name != "adoption"}),
          lambda: changed(lists={**table().lists, "colour": ()}), "table.list_missing",
          {"act": "answer_claim", "list": "adoption"}),
    Fault("a day has a name that files know", lambda: guarded("report", "not_before", dates=["conclude_on"]),
          lambda: guarded("report", "not_before", dates=["concluded_on"]), "table.unknown_name",
          {"name": "not_before", "parameter": "dates", "value": "conclude_on", "nearest": "concluded_on"}),
    Fault("a part is one of those that files keep apart", lambda: guarded("report", "apart_from", parts=["decding"]),
          lambda: guarded("report", "apart_from", parts=["deciding"]), "table.unknown_name",
          {"name": "apart_from", "parameter": "parts", "value": "decding", "nearest": "deciding"}),
    Fault("a level of management is one of the list", lambda: guarded("report", "managed_within", levels=["distict"]),
          lambda: guarded("report", "managed_within", levels=["district", "above_district"]), "table.unknown_name",
          {"name": "managed_within", "parameter": "levels", "value": "distict", "nearest": "district"}),
    Fault("a document can be signed where the act that calls for it leaves the file",
          lambda: signing_in("archived"), lambda: signing_in("closed"), "table.document_stage",
          {"document": "case_card", "after": "close", "stage": "closed", "act": "sign_document"}),
    Fault("its signers are among those who sign documents",
          lambda: document("case_card", signed_by=("investigating_organ",)),
          lambda: document("case_card", signed_by=("investigating_head",)), "table.document_signer",
          {"document": "case_card", "role": "investigating_organ", "act": "sign_document"}),
    Fault("and read what they sign", lambda: document("case_card", audience=("deciding", "superior")),
          lambda: document("case_card", audience=("investigating",)), "table.document_reader",
          {"document": "case_card", "role": "officer", "act": "sign_document"}),
    Fault("a limit starts on a day that files know",
          lambda: changed(limits={**table().limits,
                                  "defence": replace(table().limits["defence"], starts_on="serve_on")}),
          lambda: changed(limits={**table().limits,
                                  "defence": replace(table().limits["defence"], starts_on="notified_on")}),
          "table.unknown_name",
          {"name": "defence", "parameter": "starts_on", "value": "serve_on", "nearest": "served_on"}),
)  # fmt: skip


def act_without_guard(pack: Pack, name: str, guard: str) -> Pack:
    assert pack.procedure is not None
    row = pack.procedure.acts[name]
    kept = replace(row, guards=tuple(use for use in row.guards if use.guard != guard))
    return replace(pack, procedure=replace(pack.procedure, acts={**pack.procedure.acts, name: kept}))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.sentence)
def test_each_fault_is_named_and_nothing_else(fault):
    assert [(fault.code, fault.params)] == problems(fault.broken())
    assert [] == problems(fault.mended())


def test_every_code_about_tables_has_its_fault_here():
    from rongcuo.base.sentences import catalogue

    assert {fault.code for fault in FAULTS} == {code for code in catalogue("zh") if code.startswith("table.")}


def test_the_regulation_as_shipped_has_no_fault():
    assert [] == problems(PACK)


def test_a_pack_without_a_procedure_has_nothing_to_prove():
    assert [] == problems(replace(PACK, procedure=None))


def test_a_problem_points_to_the_guard_that_is_wrong():
    (problem,) = check(guarded("report", "consdered"))

    assert HERE == problem.place


def test_a_negated_guard_needs_nobody_to_make_it_hold():
    """Not yet decided holds on a file where nobody can ever decide."""
    pack = guarded("report", "decided", **{"is": False})

    assert [] == problems(pack)
    assert not [code for code, params in problems(without("decide")) if params.get("act") == "report"]


def test_every_feeder_of_a_guard_is_an_act_that_there_is():
    assert {name for guard in GUARDS.values() for name in guard.fed_by} <= set(ACTS)


def test_stages_are_reached_along_the_acts():
    """From `served` a revoked exemption leads back to the inquiry, never to the notice; all is ahead of `unopened`."""
    reach = reachable(table())

    assert {"archived"} == reach["archived"]
    assert {"reviewing", "reported", "decided", "closed", "archived"} < reach["served"]
    assert not {"opened", "notified"} & reach["served"]
    assert {stage.id for stage in table().stages} == reach["unopened"]
    assert {"reviewing", "concluded", "reported"} <= reach["awaiting_consent"]
    assert "opened" in reach["notified"], "a mis-entered service is voided"
    assert "opened" not in reach["reviewing"]
