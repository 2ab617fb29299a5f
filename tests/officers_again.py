"""Officers at random: appeals, corrections, facts, other organs and files; sensible content, and what must hold."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from rongcuo.casefile import Record, read_record
from rongcuo.casefile.items import ITEMS
from tests import desk as d
from tests import stories
from tests.desk import Desk

ASIDE = {"transfer_jurisdiction", "split", "refer_suspected_breach", "list_breaches", "list_events", "merge"}
"""What is open at many stages and leads nowhere: tried, but not before everything else."""

WEIGHT = ("exempt", "ended", "mitigated", "lighter", "accountable")
"""From light to heavy, spelt out without the pack."""


def sensible(draw: Any, person: str, desk: Desk) -> dict[str, Callable[[], dict[str, Any]]]:
    """By act, what a careful person would put in."""
    today = desk.today.isoformat()
    paper = {} if person == "xie" else {"on_paper": True, "attachments": ["file-1"]}
    return {
        "file_appeal": lambda: stories.APPEAL | paper,
        "request_consent_to_change": lambda: {"proposal": "exempt", "request": "请示"},
        "decide_appeal": lambda: _outcome(draw, person, desk),
        "serve_appeal_decision": lambda: stories.SERVICE | {"appeal": _unserved(desk)},
        "correct_decision": lambda: (
            draw(st.sampled_from(({"kind": "clerical"}, _better(), _carried()))) | {"reasons": "更正"}
        ),
        "revoke_exemption": lambda: {"ground": "concealment", "reasons": "隐瞒", "heard": "已听取"},
        "void_entry": lambda: {"voided": next((item.number for item in ITEMS["voidable"](desk.state)), 1)},
        "list_breaches": lambda: {"rows": [stories.BREACH | {"kind": "other"}]},
        "list_events": lambda: {"complete": True},
        "settle_rank": lambda: {"rank": draw(st.sampled_from(("132", "150"))), "reasons": "比照"},
        "apply_superior_rules": lambda: stories.ASSIGNMENT,
        "transfer": lambda: stories.LETTER,
        "transfer_jurisdiction": lambda: stories.TAKEN_OVER | {"approved_on": today},
        "merge": lambda: {"into": "示容审〔2026〕3号", "reasons": "同一当事人", "approved_by": "haoran"},
        "split": lambda: {"scope": "另案", "reasons": "当事人不同", "approved_by": "haoran"},
        "adopt_facts": lambda: stories.ADOPTION | {"second_officer": _other(person, desk)},
        "refer_suspected_breach": lambda: {"receiver": "审查调查室", "facts": "线索", "approved_by": "haoran"},
    }


def _other(person: str, desk: Desk) -> str:
    return next((name for name in desk.state.officers if name != person), person)


def _unserved(desk: Desk) -> int:
    return next((each.number for each in desk.state.appeals if each.outcome and not each.served_entry), 1)


def _better() -> dict[str, Any]:
    return {"kind": "substance", "decision": "ended", "departure": "未查清"}


def _carried() -> dict[str, Any]:
    return _better() | {"meeting": "常委会会议", "ballots": d.ballots()}


def _outcome(draw: Any, person: str, desk: Desk) -> dict[str, Any]:
    pending = next((each.number for each in desk.state.appeals if each.pending), 1)
    said = draw(st.sampled_from(({"outcome": "upheld"}, {"outcome": "varied", "decision": "ended"})))
    second = "appeal2" if person == "appeal1" else "appeal1"
    return {"appeal": pending, "reasons": "复查", "second_reviewer": second, "departure": "未查清", **said}


class AfterAnAppeal:
    """Invariants of the files that ``self.desk`` holds, spelt out once more without the pack."""

    desk: Desk

    @invariant()
    def an_appeal_or_a_correction_never_makes_things_worse(self) -> None:
        weight = 0
        for record in map(read_record, self.desk.entries):
            decided = getattr(record.act, "decision", None)
            if record.act.name == "decide":
                weight = WEIGHT.index(decided)
            elif record.act.name in ("decide_appeal", "correct_decision") and decided:
                assert WEIGHT.index(decided) <= weight
                weight = WEIGHT.index(decided)

    @invariant()
    def whoever_reviews_had_no_part_before_and_takes_none_after(self) -> None:
        parts = self.desk.state.parts
        assert not parts.appealing & (parts.investigating | parts.deciding | parts.consenting | parts.reviewing)

    @invariant()
    def a_revoked_exemption_is_no_decision(self) -> None:
        acts = [record.act.name for record in self._said("revoke_exemption", "decide")]
        assert not acts or (acts[-1] == "decide") is (self.desk.state.decision is not None)

    @invariant()
    def what_was_voided_is_in_force_nowhere(self) -> None:
        state = self.desk.state
        assert not state.voided & {finding.entry for finding in state.findings.values()}
        assert not state.voided & {claim.answer_entry for claim in state.claims}
        assert state.service is None or state.service.entry not in state.voided

    @invariant()
    def only_what_the_party_appealed_was_reviewed(self) -> None:
        assert len(self._said("decide_appeal")) <= len(self._said("file_appeal")) == len(self.desk.state.appeals)

    def _said(self, *names: str) -> list[Record]:
        return [record for record in map(read_record, self.desk.entries) if record.act.name in names]
