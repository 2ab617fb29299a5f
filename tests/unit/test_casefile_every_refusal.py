"""What an act itself says that is not lawful on the file: each refusal beside the same act put right.

The rows here are those that no other test speaks of; the last test sees to it that every refusal of the core is spoken
of somewhere.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import rongcuo.base.sentences as catalogues
from tests import desk as d
from tests import every_act, stories
from tests.desk import Desk
from tests.every_act import EVERY_ACT, UPHELD

TESTS = Path(__file__).parents[1]
Raw = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """The usual attempt at the act with something changed is refused; with ``mended`` it goes through."""

    code: str
    act: str
    changed: Raw | Callable[[Desk], Raw]
    mended: Raw = field(default_factory=dict)
    before: Callable[[], Desk] | None = None
    person: str | None = None


def out_of_office() -> Desk:
    """An officer who was assigned has recused."""
    desk = d.opened()
    desk.does("zhoumin", "recuse", person="zhoumin", ground="relative", reasons="近亲属")
    return desk


def settled() -> Desk:
    """Every finding that could matter is made, so that one standing alone is possible."""
    desk = d.reviewed()
    for name in ("follows_decision_spirit", "duly_demonstrated", "collectively_studied", "no_explicit_provision"):
        d.find(desk, name)
    pack = desk.policy.pack
    for finding in pack.findings.values():
        if finding.id not in desk.state.findings:
            d.find(desk, finding.id, "not_established")
    return desk


def appeal_may_be_extended() -> Desk:
    """A pack that lets another limit be extended as well, which has not started on this file."""
    desk = d.served()
    pack = desk.policy.pack
    assert pack.procedure
    row = replace(pack.procedure.lists["extendable_limit"][0], id="appeal_sanction")
    lists = {**pack.procedure.lists, "extendable_limit": (*pack.procedure.lists["extendable_limit"], row)}
    desk.policy = replace(desk.policy, pack=replace(pack, procedure=replace(pack.procedure, lists=lists)))
    return desk


def carried(decision: str, measure: str | None) -> Callable[[], Desk]:
    def deliberated() -> Desk:
        desk = d.reported()
        proposal = {"proposal": decision} | ({"measure": measure} if measure else {})
        desk.does("secretary", "deliberate", **(d.DELIBERATION | proposal))
        if decision in ("exempt", "mitigated", "lighter"):
            desk.does("secretary", "request_consent", request="妥否，请批示")
            desk.does("approver", "give_consent", reply="同意")
        return desk

    return deliberated


def decided_twice() -> Desk:
    return every_act.reviewed_on_appeal()


def served_on_appeal() -> Desk:
    desk = every_act.reviewed_on_appeal()
    desk.does("appeal1", "serve_appeal_decision", appeal=1, **stories.SERVICE)
    desk.does("xie", "file_appeal", **stories.APPEAL)
    desk.does("appeal1", "decide_appeal", **(UPHELD | {"appeal": 2}))
    return desk


def two_orders() -> Desk:
    desk = every_act.ordered()
    desk.does("secretary", "order_effect", **(d.ORDER | {"effect": "performance_and_audit"}))
    desk.does("auditor", "acknowledge_effect", order=1, result="done")
    return desk


def accountable(**more: Any) -> Raw:
    return {"decision": "accountable", "measure": "party_warning", "appeal_notice": "可以提出申诉"} | more


EVIDENCE_FOR, EVIDENCE_AGAINST = {"title": "证", "bearing": "supports"}, {"title": "反证", "bearing": "opposes"}
YESTERDAY = (d.MONDAY - timedelta(days=1)).isoformat()
TOMORROW = (d.MONDAY + timedelta(days=1)).isoformat()

CASES = (
    Case("open.party_missing", "open", {"party_person": None}),
    Case("open.approved_late", "open", {"approved_on": TOMORROW}, {"approved_on": YESTERDAY}),
    Case("officers.too_few", "assign_officers", {"officers": ["liyan"]}),
    Case("officers.not_in_organ", "assign_officers", {"officers": ["liyan", "signatory"]}),
    Case("officers.recused", "assign_officers", {"officers": ["liyan", "zhoumin"]}, {"officers": ["liyan", "wufang"]},
         out_of_office),
    Case("officers.not_assigned", "replace_officer", {"leaving": "wufang", "incoming": "haoran"}),
    Case("recusal.on_file", "recuse", {"person": "zhoumin"}, {"person": "wufang"}, out_of_office, "haoran"),
    Case("recusal.is_party", "recuse", {"person": "xie"}, person="haoran"),
    Case("defence.party_files_online", "file_defence", {"on_paper": True, "attachments": ["file-1"]}),
    Case("defence.supplement_empty", "supplement_defence", {"statement": "", "attachments": []}),
    Case("extension.not_started", "extend_limit", {"limit": "appeal_sanction"}, before=appeal_may_be_extended),
    Case("finding.evidence_established", "record_finding", {"value": "established", "added": [EVIDENCE_AGAINST]},
         {"value": "established", "added": [EVIDENCE_FOR]}),
    Case("finding.evidence_not_established", "record_finding", {"added": [EVIDENCE_FOR]}),
    Case("finding.evidence_contested", "record_finding", {"value": "contested"},
         {"value": "contested", "added": [EVIDENCE_FOR, EVIDENCE_AGAINST]}),
    Case("finding.evidence_undetermined", "record_finding",
         {"value": "undetermined", "added": [EVIDENCE_FOR, EVIDENCE_AGAINST]},
         {"value": "undetermined", "added": [EVIDENCE_FOR]}),
    Case("departure.needs_reasons", "conclude", {"departure": None, "standing": "not_met", "proposal": "ended"},
         {"standing": "not_met", "proposal": "ended"}, settled),
    Case("measure.missing", "deliberate", {"proposal": "accountable"},
         {"proposal": "accountable", "measure": "party_warning"}),
    Case("measure.not_for_this_decision", "deliberate", {"measure": "party_warning"}),
    Case("measure.not_of_this_route", "deliberate", {"proposal": "accountable", "measure": "demerit"},
         {"proposal": "accountable", "measure": "party_warning"}),
    Case("decision.other_rule_missing", "decide", {"decision": "lighter", "measure": "party_warning"},
         accountable(decision="lighter", other_rule="《中国共产党纪律处分条例》第十七条"),
         carried("lighter", "party_warning")),
    Case("decision.appeal_notice_missing", "decide", accountable(appeal_notice=None), accountable(),
         carried("accountable", "party_warning")),
    Case("appeal.undecided", "serve_appeal_decision", {"appeal": 7}),
    Case("appeal.served", "serve_appeal_decision", {"appeal": 1}, {"appeal": 2}, served_on_appeal),
    Case("effect.acknowledged_already", "acknowledge_effect", {"order": 1}, {"order": 2}, two_orders),
    Case("visit.is_party", "follow_up", {"visitors": ["personnel1", "xie"]}),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{case.act}: {case.code}" for case in CASES])
def test_what_the_act_says_is_refused_and_put_right_it_goes_through(case: Case) -> None:
    attempt = EVERY_ACT[case.act]
    desk = (case.before or attempt.before)()
    person = case.person or attempt.person
    usual = attempt.content(desk)
    changed = case.changed(desk) if callable(case.changed) else case.changed

    assert case.code in desk.refuses(person, case.act, **(usual | changed))
    desk.does(person, case.act, **(usual | case.mended))


def test_an_appeal_that_was_decided_is_not_decided_again_beside_a_pending_one() -> None:
    desk = every_act.reviewed_on_appeal()
    desk.does("xie", "file_appeal", **stories.APPEAL)
    assert {"appeal.decided"} == desk.refuses("appeal1", "decide_appeal", **UPHELD)

    desk.does("appeal1", "decide_appeal", **(UPHELD | {"appeal": 2}))


def refusals_of_the_core() -> Mapping[str, str]:
    """The codes by which the core refuses an act, with their sentences; guards have a table of their own."""
    folder = Path(catalogues.__file__).parent / "zh"
    pages = (tomllib.loads((folder / name).read_text(encoding="utf-8")) for name in ("casefile.toml", "inquiry.toml"))
    return {code: text for page in pages for code, text in page.items() if not code.startswith("guard.")}


def test_every_refusal_of_the_core_is_spoken_of_in_a_test() -> None:
    said = "\n".join(page.read_text(encoding="utf-8") for page in TESTS.rglob("*.py"))

    assert [] == [code for code in refusals_of_the_core() if f'"{code}"' not in said]
