"""A district of made-up files over some years, through the door: the same for the same seed.

Chance decides who, when, what is found, proposed and decided, and what follows. An act that the law refuses is left
out; so files end wherever they end, and the figures have something of everything.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from rongcuo.office import clock
from rongcuo.office.models import CaseFile
from rongcuo.office.outcomes import Done
from tests.builders import EFFECTS, Scene

FIRST, YEARS = date(2021, 1, 4), 5
PARTIES = (("xiemou", "housing"), ("dengmou", "civil_defence"), ("limou", "water"), ("chenmou", "street"),
           ("zhoumou", "commerce"), ("panmou", "tourism"))  # fmt: skip
RANKS = ("131", "132", "141", "142", "150", "160", "199", "other")
FACTS = (
    "error_occurred", "transformative_project", "hard_problem", "deepening_reform", "diligent", "inadvertent_error",
    "duly_demonstrated", "collectively_studied", "corruption", "improper_benefit", "loss_contained",
)  # fmt: skip
MEASURES = {"accountable": "warning", "mitigated": "criticism", "lighter": "criticism"}


@dataclass
class Clerk:
    """Leads one file on: every act on a later day than the one before, with chance deciding how much later."""

    scene: Scene
    chance: Random
    today: date
    file: CaseFile | None = None
    party: str = ""
    done: list[str] = field(default_factory=list)

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def later(self, most: int = 12) -> None:
        self.today += timedelta(days=self.chance.randint(0, most))

    def does(self, who: str, act: str, **raw: Any) -> bool:
        """One attempt on that day; whether it was carried out."""
        moment = datetime.combine(self.today, time(9), clock.CIVIL) + timedelta(minutes=len(self.done))
        clock.tell = lambda: moment
        try:
            outcome = self.scene.attempt(who, act, self.file, **raw)
        finally:
            clock.tell = NOW
        if isinstance(outcome, Done):
            self.file = CaseFile.objects.get(pk=outcome.casefile_id)
            self.done.append(act)
        return isinstance(outcome, Done)


NOW = clock.tell


def lead(scene: Scene, chance: Random, opened_on: date) -> None:
    """One file from its opening to wherever it ends."""
    clerk = Clerk(scene, chance, opened_on)
    _open(clerk)
    if clerk.file is None:
        return
    for part in (_inquire, _conclude, _decide, _follow):
        if not part(clerk):
            return


def make(scene: Scene, count: int, seed: int = 20171102) -> None:
    """``count`` files, begun in the order of their days."""
    chance = Random(seed)  # noqa: S311  a made-up district, no secret
    days = sorted(FIRST + timedelta(days=chance.randrange(365 * YEARS)) for _ in range(count))
    for day in days:
        lead(scene, chance, day)


def _open(clerk: Clerk) -> None:
    scene, chance = clerk.scene, clerk.chance
    party, unit = chance.choice(PARTIES)
    clerk.party = party
    raw: dict[str, Any] = {
        "party_person": scene.id(party), "organisation": scene.id(unit), "rank": chance.choice(RANKS),
        "approved_on": clerk.today.isoformat(),
    }  # fmt: skip
    if clerk.maybe(0.1):
        raw = {"party_kind": "unit", "party_person": None, "organisation": scene.id(unit), "rank": None} | {
            "approved_on": clerk.today.isoformat()
        }
    if clerk.maybe(0.2):
        raw["matter_number"] = f"示事〔{clerk.today.year}〕{chance.randint(1, 3)}号"
    if clerk.maybe(0.03):
        raw["management"] = "above_district"
    clerk.does("gulan", "open", **raw)


def _inquire(clerk: Clerk) -> bool:
    clerk.does("gulan", "assign_officers")
    clerk.later(5)
    if clerk.maybe(0.05):
        clerk.does("gulan", "transfer")
        return False
    clerk.does("chenliyan", "notify_rights")
    clerk.later(3)
    clerk.does("chenliyan", "record_service")
    if clerk.maybe(0.05):
        clerk.later(20)
        clerk.does("gulan", "terminate", approved_on=clerk.today.isoformat())
        return False
    clerk.later(8 if clerk.maybe(0.8) else 60)
    if clerk.maybe(0.7):
        clerk.does(clerk.party, "file_defence")
        clerk.later(3)
        clerk.does("chenliyan", "accept_defence")
        if clerk.maybe(0.1):
            clerk.does(clerk.party, "withdraw_defence", claims=[])
    if clerk.maybe(0.9):
        clerk.does("chenliyan", "consider_ex_officio")
    _find(clerk)
    return not clerk.maybe(0.04)


def _find(clerk: Clerk) -> None:
    for name in clerk.chance.sample(FACTS, clerk.chance.randint(3, len(FACTS))):
        value = "established" if clerk.maybe(0.65) else "not_established"
        bearing = {"established": "supports", "not_established": "opposes"}[value]
        added = [{"title": "材料", "bearing": bearing}]
        clerk.does("chenliyan", "record_finding", finding=name, value=value, added=added)
    hard = "yes" if clerk.maybe(0.15) else "no"
    clerk.does("chenliyan", "assess_complexity", facts_complex=hard)
    if hard == "yes" and clerk.maybe(0.8):
        clerk.does("chenliyan", "convene_panel")
        clerk.later(20)
        clerk.does("kuanglin", "give_panel_opinion")


def _conclude(clerk: Clerk) -> bool:
    clerk.later(15)
    for claim in (1, 2):
        clerk.does("chenliyan", "answer_claim", claim=claim)
    clerk.does("chenliyan", "conclude")
    clerk.later(6)
    return clerk.does("chenliyan", "report")


def _decide(clerk: Clerk) -> bool:
    clerk.later(15)
    decision = clerk.chance.choice(("exempt", "exempt", "mitigated", "lighter", "accountable", "ended"))
    measure = {"measure": MEASURES[decision]} if decision in MEASURES else {}
    clerk.does("linshu", "deliberate", proposal=decision, **measure)
    clerk.later(5)
    if clerk.does("linshu", "request_consent"):
        clerk.later(15)
        if clerk.maybe(0.15):
            clerk.does("shibin", "refuse_consent")
            decision, measure = "accountable", {"measure": "warning"}
            clerk.does("linshu", "deliberate", proposal=decision, **measure)
        elif clerk.maybe(0.9):
            clerk.does("shibin", "give_consent")
    clerk.later(4)
    told = {"appeal_notice": "可以申请复审。", "other_rule": "依照有关规定。"} if decision != "exempt" else {}
    return clerk.does("fangzheng", "decide", decision=decision, **measure, **told)


def _follow(clerk: Clerk) -> bool:
    clerk.later(6)
    clerk.does("linshu", "serve_decision")
    for share, step in AFTER:
        if clerk.maybe(share):
            clerk.later(25)
            step(clerk)
    return True


def _effects(clerk: Clerk) -> None:
    for number, effect in enumerate(clerk.chance.sample(EFFECTS, clerk.chance.randint(1, 5)), start=1):
        if clerk.does("linshu", "order_effect", effect=effect) and clerk.maybe(0.7):
            result = "done" if clerk.maybe(0.8) else "not_applicable"
            note = {} if result == "done" else {"note": "本年度没有考核。"}
            clerk.does("qinyu", "acknowledge_effect", order=number, result=result, **note)


def _rectify(clerk: Clerk) -> None:
    due = (clerk.today + timedelta(days=30)).isoformat()
    if clerk.does("chenliyan", "issue_rectification", due_on=due) and clerk.maybe(0.8):
        clerk.later(40)
        clerk.does("chenliyan", "report_rectification", on_paper=True)
        clerk.later(20)
        if clerk.maybe(0.8):
            clerk.does("chenliyan", "verify_rectification")


def _appeal(clerk: Clerk) -> None:
    if not clerk.does(clerk.party, "file_appeal"):
        return
    clerk.later(40)
    change = {"outcome": "upheld"} if clerk.maybe(0.6) else {"outcome": "varied", "decision": "ended"}
    clerk.does("yuanfei", "decide_appeal", departure="复查认为原认定不准。", **change)


def _revoke(clerk: Clerk) -> None:
    if clerk.does("fangzheng", "revoke_exemption") and clerk.maybe(0.7):
        _conclude(clerk)
        clerk.does("linshu", "deliberate", proposal="accountable", measure="warning")
        clerk.later(5)
        clerk.does(
            "fangzheng", "decide", decision="accountable", measure="warning", appeal_notice="可以申请复审。",
            other_rule="依照有关规定。",
        )  # fmt: skip


AFTER: tuple[tuple[float, Callable[[Clerk], object]], ...] = (
    (0.7, lambda clerk: clerk.does("chenliyan", "clarify", consulted_on=clerk.today.isoformat())),
    (0.6, _effects),
    (0.4, _rectify),
    (0.3, _appeal),
    (0.1, lambda clerk: clerk.does("linshu", "correct_decision")),
    (0.12, _revoke),
    (0.3, lambda clerk: clerk.does("chenliyan", "close")),
)
"""What may follow a decision, and how often."""
