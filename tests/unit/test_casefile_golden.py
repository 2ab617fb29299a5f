"""Entries once written are read for ever: golden chains of every schema, one entry of each type at least.

A golden file is made once, when its schema is, and never again: what stands in people's ledgers does not change
either. ``RONGCUO_ACCEPT=1`` writes the file of today's schema anew, as long as no release carries it.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rongcuo.casefile import ACTS, SCHEMA, CaseState, evolve, fold, read_record
from rongcuo.casefile.state import EMPTY
from rongcuo.ledger import Entry, Head, head_of, verify
from tests import desk as d
from tests import stories
from tests.desk import Desk

GOLDEN = Path(__file__).parents[1] / "golden"
TODAY = f"entries-{SCHEMA}"

AGAIN = {"standing": "exempt", "proposal": "exempt", "reasons": "理由", "departure": "仍有未查清事项"}


def story() -> Desk:
    """A long file: waived and filed after all, sent back by everybody who can send back, and in the end served."""
    desk = d.served(Desk(policy=d.policy(case_review_step="on", consultation_step="on")))
    desk.does("xie", "waive_defence")
    desk.later()
    desk.does("xie", "file_defence", claims=d.CLAIMS, statement="其他说明", attachments=["file-1"])
    desk.does("liyan", "supplement_defence", statement="补充", on_paper=True, attachments=["file-2"])
    desk.does("liyan", "accept_defence")
    desk.does("liyan", "consider_ex_officio", considered=["transformative_project"], reasons="已审查")
    for name, value in d.FINDINGS.items():
        d.find(desk, name, value)
    desk.does("wufang", "recuse", person="wufang", ground="relative", reasons="近亲属")
    desk.does("haoran", "replace_officer", leaving="zhoumin", incoming="everywhere", reasons="调动")
    for number in (1, 2):
        desk.does("liyan", "answer_claim", claim=number, adopted="partly", reason="部分属实")
    inquire(desk)
    report(desk)
    desk.does("secretary", "return_for_inquiry", questions="是否集体研究")
    report(desk)
    ask(desk)
    desk.does("approver", "refuse_consent", reasons="程序情况未写明", reply_number="市纪复〔2026〕1号")
    ask(desk)
    desk.does("approver", "return_request", questions="补充会议纪要")
    report(desk)
    desk.later(20)
    desk.does("xie", "file_defence", claims=[d.CLAIMS[0]])
    desk.does("liyan", "accept_defence")
    desk.does("liyan", "answer_claim", claim=4, adopted="adopted", reason="属实")
    desk.does("liyan", "report", summary="补充报告")
    review(desk)
    ask(desk)
    desk.does("approver", "give_consent", reply="同意", reply_number="市纪复〔2026〕2号")
    desk.does("signatory", "decide", **d.DECISION)
    desk.does("secretary", "serve_decision", method="direct", received_by="谢某某", unit_received_by="办公室")
    d.closed(desk)
    desk.does("auditor", "acknowledge_effect", order=1, result="done", note="已落实", attachments=["file-5"])
    desk.does("unit_head", "report_rectification", rectification=1, measures="已建立集体研究台账")
    desk.does("liyan", "verify_rectification", rectification=1, result="accepted", reason="已核实")
    d.archived(desk)
    desk.does("personnel1", "follow_up", **d.VISIT)
    return desk


def ended() -> Desk:
    """A file that ends early: the party has died."""
    desk = d.defended()
    d.find(desk, "error_occurred")
    desk.does("liyan", "record_death", died_on=desk.today.isoformat(), proof=["file-1"], note="死亡证明附后")
    desk.does("liyan", "terminate", **d.termination(desk, reason="death"))
    return desk


def inquire(desk: Desk) -> None:
    """What an inquiry may need besides: more time, a supplement, a panel, a meeting, a word from other bodies."""
    desk.does("liyan", "extend_limit", limit="defence", working_days=2, reason="住院", attachments=["file-4"])
    desk.does("liyan", "ask_for_supplement", missing="会议记录", until=(desk.today + timedelta(days=5)).isoformat())
    desk.does("xie", "supplement_defence", statement="会议记录", claims=d.CLAIMS[:1])
    desk.does("liyan", "accept_defence")
    desk.does("xie", "withdraw_defence", claims=[3])
    desk.does("liyan", "assess_complexity", **(d.SIMPLE | {"specialised": "yes"}))
    came = [{"person": name, "reply": "accepted", "no_interest": True} for name in ("expert1", "expert2")]
    declined = {"person": "auditor", "organ": "audit", "reply": "declined"}
    desk.does("liyan", "convene_panel", question="是否符合规范", invited=[*came, declined], evidence=[1])
    signed = {"on_paper": True, "attachments": ["file-5"]}
    dissent = [{"member": "expert2", "opinion": "不应先行"}]
    words = {"opinion": "符合", "method": "查阅图纸"}
    desk.does("liyan", "give_panel_opinion", **words, signed_by=["expert1"], dissents=dissent, **signed)
    met = {"evidence": [1, 2], "material": "事实材料", "opinion": "disagrees", "statement": "日期有误"}
    desk.does("liyan", "meet_on_facts", **met, signed=["file-6"])
    for number, kind in enumerate(("organisation", "party_group"), start=1):
        desk.does("liyan", "consult", **(d.CONSULTATION | {"consulted_as": kind}))
        desk.does("personnel1", "answer_consultation", consultation=number, answer="没有意见")
    said = {"who": "某局副局长", "person": "member1", "happened_on": desk.today.isoformat()}
    desk.does("liyan", "record_interference", **said, way="telephone", what="询问处理意见")
    desk.does("liyan", "approve_copy", **d.COPY)
    desk.does("liyan", "record_return", approval=1, note="完好")


def report(desk: Desk) -> None:
    desk.does("liyan", "conclude", **AGAIN)
    desk.does("liyan", "report", summary="调查报告要点", attachments=["file-3"])
    review(desk)


def review(desk: Desk) -> None:
    desk.does("liyan", "send_for_review", organ="review", note="移送审理")
    desk.does("reviewer1", "case_review", **d.REVIEW)


def ask(desk: Desk) -> None:
    desk.does("secretary", "deliberate", **(d.DELIBERATION | {"ballots": d.ballots(member3="leave")}))
    desk.does("secretary", "request_consent", request="妥否，请批示")


def summary(state: CaseState) -> dict[str, Any]:
    """What a lawyer would ask of the file, as plain data."""
    return {
        "sequence": state.sequence,
        "stage": state.stage,
        "party": state.file.party_person,
        "organs": [state.organ(role) for role in ("investigating", "deciding", "superior")],
        "officers": list(state.officers),
        "recused": sorted(state.recused),
        "investigating": sorted(state.parts.investigating),
        "deciding": sorted(state.parts.deciding),
        "consenting": sorted(state.parts.consenting),
        "dates": {name: day.isoformat() for name, day in sorted(state.dates.items())},
        "announced": state.service.announced_last_day.isoformat() if state.service else None,
        "waived": state.waived,
        "inquiry": _inquiry(state),
        "defences": [
            [item.entry, item.filed_on.isoformat(), item.filed_by, item.in_time, item.working_day, list(item.claims)]
            for item in state.defences
        ],
        "accepted": [item.accepted_on.isoformat() if item.accepted_on else None for item in state.defences],
        "claims": [[item.number, item.target, item.adopted, item.answer_entry] for item in state.claims],
        "considered": list(state.considered or ()),
        "evidence": [[item.number, item.title.id, item.entry] for item in state.evidence],
        "findings": {
            name: [item.answer.value, list(item.officers), item.entry, [[b.number, b.supports] for b in item.evidence]]
            for name, item in sorted(state.findings.items())
        },
        "conclusion": _conclusion(state),
        "report": state.report,
        "tally": _tally(state),
        "consent": [state.consent.entry, state.consent.given, state.consent.replied_entry] if state.consent else None,
        "decision": [state.decision.entry, state.decision.proposal.decision] if state.decision else None,
        "records": {
            name: [list(map(dict, item.rows)), item.complete, list(item.evidence), item.entry]
            for name, item in state.records.items()
        },
        "clarified": [[item.entry, item.form, item.made_on.isoformat()] for item in state.clarifications],
        "orders": [
            [item.number, item.effect, item.beneficiary, item.organ, item.result, item.answered_entry]
            for item in state.effect_orders
        ],
        "rectified": [
            [item.number, item.recipient, item.due_on.isoformat(), item.status, item.reported_entry]
            for item in state.rectifications
        ],
        "visits": [[item.entry, list(item.visitors), item.form] for item in state.visits],
        "archive": [state.archive.entry, state.archive.retention, state.archive.volume] if state.archive else None,
        "superior_rules": state.superior_rules,
        "related": [[item.casefile, item.how, item.entry] for item in state.related],
        "settled_rank": state.settled_rank,
        "appeals": [
            [item.number, item.entry, item.in_time, item.outcome, item.decided_entry] for item in state.appeals
        ],
        "revoked": list(state.revoked),
        "voided": sorted(state.voided),
        "documents": [[item.kind, item.number, item.entry] for item in state.documents],
    }


def _inquiry(state: CaseState) -> dict[str, Any]:
    review, panel = state.review, state.panel
    return {
        "extensions": [[item.limit, item.entry, item.working_days] for item in state.extensions],
        "supplements": [[item.entry, item.until.isoformat(), item.answered] for item in state.supplements],
        "withdrawn": [[item.number, item.withdrawn] for item in state.claims if item.withdrawn],
        "meetings": [[item.entry, list(item.evidence), item.opinion] for item in state.meetings],
        "complexity": [state.complexity.facts_complex, state.complexity.specialised] if state.complexity else None,
        "panel": [panel.entry, list(panel.persons), panel.declined, len(panel.opinions)] if panel else None,
        "review": [review.entry, review.organ, review.result, review.reviewed, review.agrees] if review else None,
        "consultations": [[item.number, item.consulted_as, item.organ, item.answered] for item in state.consultations],
        "interferences": [[item.entry, item.way] for item in state.interferences],
        "copies": [[item.number, item.kind, item.returned_on is not None] for item in state.copies],
    }


def _conclusion(state: CaseState) -> list[Any] | None:
    made = state.conclusion
    return [made.entry, made.standing, made.proposal.decision, made.departs, list(made.possible)] if made else None


def _tally(state: CaseState) -> dict[str, Any] | None:
    made = state.deliberation
    return {part.name: getattr(made.tally, part.name) for part in fields(made.tally)} if made else None


def written(entry: Entry) -> dict[str, Any]:
    said = {part.name: getattr(entry, part.name) for part in fields(Entry)}
    return said | {"occurred_on": entry.occurred_on.isoformat(), "recorded_at": entry.recorded_at.isoformat()}


def read(row: Mapping[str, Any]) -> Entry:
    occurred_on, recorded_at = date.fromisoformat(row["occurred_on"]), datetime.fromisoformat(row["recorded_at"])
    return Entry(**{**row, "occurred_on": occurred_on, "recorded_at": recorded_at})


STORIES: Mapping[str, Callable[[], Desk]] = {
    "": story,
    "-appeal": stories.appealed,
    "-correction": stories.corrected,
    "-facts": stories.entered,
    "-matter": stories.handed_on,
    "-assigned": stories.assigned,
    "-transferred": stories.transferred,
    "-ended": ended,
    "-papers": stories.with_papers,
}
"""The files of today's schema, by what ends their names; together they have an entry of every type."""


def accept() -> None:
    for name, tell in STORIES.items():
        desk = tell()
        golden = {"state": summary(desk.state), "entries": [written(entry) for entry in desk.entries]}
        text = json.dumps(golden, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (GOLDEN / f"{TODAY}{name}.json").write_text(text, encoding="utf-8")


if os.environ.get("RONGCUO_ACCEPT") == "1":
    accept()

FILES = sorted(GOLDEN.glob("entries-*.json"))


def chain(file: Path) -> tuple[list[Entry], dict[str, Any]]:
    golden = json.loads(file.read_text(encoding="utf-8"))
    return [read(row) for row in golden["entries"]], golden["state"]


def test_every_schema_up_to_todays_has_its_golden_file():
    assert {f"entries-{schema}" for schema in range(1, SCHEMA + 1)} <= {file.stem for file in FILES}
    assert {f"{TODAY}{name}" for name in STORIES} <= {file.stem for file in FILES}


def test_every_act_of_today_has_an_entry_in_todays_files():
    types = {entry.type for name in STORIES for entry in chain(GOLDEN / f"{TODAY}{name}.json")[0]}

    assert {shape.entry for shape in ACTS.values()} == types


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_hashes_of_old_entries_hold(file):
    entries, _ = chain(file)

    assert () == verify(entries, Head.genesis("demo", "case/1"), head_of(entries[-1]))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_old_entries_fold_to_the_file_they_were(file):
    entries, state = chain(file)

    assert state == summary(fold(entries))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_entry_moves_the_file_by_itself(file):
    """Folding one by one is folding at once, and each entry leaves its number and its stage."""
    entries, _ = chain(file)
    state = EMPTY
    for entry in entries:
        state = evolve(state, entry)
        assert (entry.sequence, entry.body["derived"]["stage"]) == (state.sequence, state.stage)
    assert fold(entries) == state


@pytest.mark.parametrize("told", STORIES.values())
def test_what_is_read_from_json_is_what_was_written(told):
    """Nothing is lost between the entry in memory and the entry in the database."""
    desk = told()
    again = [read(json.loads(json.dumps(written(entry)))) for entry in desk.entries]

    assert [read_record(entry) for entry in desk.entries] == [read_record(entry) for entry in again]
    assert desk.state == fold(again)
    assert [entry.hash for entry in desk.entries] == [entry.recomputed() for entry in again]


@pytest.mark.parametrize("name", STORIES)
def test_today_writes_entries_of_the_form_that_its_schema_promises(name):
    """An entry with another form needs another schema number; the golden file would otherwise say what is not so."""
    entries, _ = chain(GOLDEN / f"{TODAY}{name}.json")
    desk = STORIES[name]()
    promised = {path for entry in entries for path in form(beside_the_act(entry))}

    assert [entry.type for entry in entries] == [entry.type for entry in desk.entries]
    assert [entry.body["act"] for entry in entries] == [entry.body["act"] for entry in desk.entries]
    assert promised == {path for entry in desk.entries for path in form(beside_the_act(entry))}


def beside_the_act(entry: Entry) -> dict[str, Any]:
    return {name: part for name, part in entry.body.items() if name != "act"}


def form(value: Any, path: str = "") -> Iterator[str]:
    """The paths of a body with the kind of value there; what the law of the day decides is left out."""
    if isinstance(value, Mapping) and not path.endswith((".readings", ".possible", ".missing")):
        for key, item in value.items():
            yield from form(item, f"{path}.{key}")
    elif isinstance(value, list | tuple) and not path.endswith((".possible", ".missing")):
        for item in value:
            yield from form(item, f"{path}[]")
    else:
        yield f"{path}: {type(value).__name__}"


def test_an_entry_of_a_later_schema_is_not_guessed_at():
    entries, _ = chain(GOLDEN / f"{TODAY}.json")
    later = json.loads(json.dumps(written(entries[0]))) | {"schema": SCHEMA + 1}

    with pytest.raises(ValueError, match="newer"):
        read_record(read(later))
