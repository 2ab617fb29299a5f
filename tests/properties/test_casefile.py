"""Officers at random: whatever they try, a case file never says what the law does not let it say."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rongcuo.casefile import ACTS, DutyState, duties, fold, limits_on_file, options, questions, read_record
from rongcuo.casefile.fields import Question
from rongcuo.casefile.intake import findings_asked
from rongcuo.casefile.state import Proposal
from rongcuo.ledger import Entry, Head, head_of, verify
from rongcuo.workdays import load_calendar
from tests import desk as d
from tests import inquiry_acts, officers_again
from tests import officers_after as after
from tests.budget import examples
from tests.desk import CAST, MEMBERS, ORGANS, Desk

POLICIES = (
    d.policy(),
    d.policy(consent_covers_mitigation="false"),
    d.policy(condition_1="strict", exclusion_bars="exemption_only"),
    d.policy(day_count_from="day_of_service"),
    *inquiry_acts.POLICIES,
)
ROUTINE = (
    "error_occurred",
    "covered_organisation",
    "transformative_project",
    "diligent",
    "improper_benefit",
    "corruption",
)


def listed(question: Question, desk: Desk) -> st.SearchStrategy[Any]:
    return st.sampled_from([row.id for row in desk.policy.pack.procedure.lists[question.of]])


def asked(question: Question, desk: Desk) -> st.SearchStrategy[Any]:
    offered = list(findings_asked(question, desk.policy))
    return st.sampled_from([name for name in ROUTINE if name in offered] or offered)


def day(_: Question, desk: Desk) -> st.SearchStrategy[Any]:
    return st.sampled_from((0, 0, 0, 0, 1, 5, -1)).map(lambda ago: (desk.today - timedelta(days=ago)).isoformat())


FIXED = {
    "flag": st.booleans(),
    "number": st.integers(1, 4),
    "claim": st.integers(1, 4),
    "item": st.integers(1, 4),
    "items": st.lists(st.integers(1, 4), max_size=2),
    "decision": st.sampled_from(("exempt", "exempt", "mitigated", "accountable", "ended")),
    "standing": st.sampled_from(("exempt", "mitigable", "excluded", "not_met")),
    "person": st.sampled_from(sorted(CAST)),
    "people": st.lists(st.sampled_from(("liyan", "zhoumin", "wufang")), min_size=1, max_size=3),
    "organ": st.sampled_from(sorted(ORGANS)),
    "attachments": st.sampled_from(([], ["file-1"])),
}
BY_FILE = {"date": day, "choice": listed, "finding": asked, "findings": lambda q, k: asked(q, k).map(lambda one: [one])}


def answer(draw: Any, question: Question, desk: Desk) -> Any:
    """Something an officer might put into a field: mostly sensible, sometimes not."""
    if question.row is not None:
        return rows_of(draw, question, desk)
    if question.kind in BY_FILE:
        return draw(BY_FILE[question.kind](question, desk))
    return draw(FIXED.get(question.kind, st.just("依据证据和条文")))


def rows_of(draw: Any, question: Question, desk: Desk) -> list[dict[str, Any]]:
    if question.name == "ballots" and draw(st.integers(0, 4)):
        return d.ballots(*draw(st.sampled_from(((), (), ("member1",), ("member1", "member2")))))
    return [content(draw, question.row, desk) for _ in range(draw(st.integers(0, 2)))]


def content(draw: Any, shape: type, desk: Desk) -> dict[str, Any]:
    return {
        question.name: answer(draw, question, desk)
        for question in questions(shape)
        if not question.optional or draw(st.booleans())
    }


def careful(draw: Any, act: str, person: str, desk: Desk) -> dict[str, Any]:
    """What a careful officer would put in: content that fits the file as it stands."""
    written = ("reasons", "reason", "summary", "questions", "request", "reply", "meeting", "minutes")
    by_act: dict[str, Any] = {
        "open": lambda: d.OPENING | {"rank": draw(st.sampled_from(("131", "142", "199", "other")))},
        "assign_officers": lambda: {"officers": ["liyan", draw(st.sampled_from(("zhoumin", "everywhere")))]},
        "notify_rights": lambda: {"facts_notified": "事项", "where_to_file": "地址"},
        "record_service": lambda: {"method": "direct", "received_by": "本人"},
        "file_defence": lambda: by_hand(person) | {"claims": draw(st.sampled_from((d.CLAIMS, d.CLAIMS[:1])))},
        "supplement_defence": lambda: by_hand(person) | {"statement": "补充"},
        "waive_defence": lambda: by_hand(person),
        "accept_defence": dict,
        "consider_ex_officio": lambda: {"considered": ["hard_problem"]},
        "record_finding": lambda: finding(draw, person, desk),
        "answer_claim": lambda: {"claim": (desk.state.open_claims or (1,))[0], "adopted": "adopted"},
        "conclude": lambda: proposed(draw) | {"standing": "exempt", "departure": "仍有未查清的事项"},
        "report": dict,
        "return_for_inquiry": dict,
        "deliberate": lambda: vote(draw, desk) | {"departure": "仍有未查清的事项"},
        "request_consent": dict,
        "give_consent": dict,
        "refuse_consent": dict,
        "return_request": dict,
        "decide": lambda: (
            carried(desk) | {"departure": "说明", "other_rule": "另一规定第十条", "appeal_notice": "可以申诉"}
        ),
        "serve_decision": lambda: {"method": "direct", "received_by": "本人", "unit_received_by": "办公室"},
        "recuse": lambda: {"person": draw(st.sampled_from((person, "zhoumin", "member3"))), "ground": "other"},
        "replace_officer": lambda: {"leaving": draw(st.sampled_from(("liyan", "zhoumin"))), "incoming": "wufang"},
        **inquiry_acts.sensible(draw, person, desk),
    }
    by_act |= after.careful(draw, person, desk) | officers_again.sensible(draw, person, desk)
    fields = {question.name for question in questions(ACTS[act])}
    return {key: "写明" for key in written if key in fields} | by_act[act]()


def by_hand(person: str) -> dict[str, Any]:
    """The party files online, an officer registers the paper."""
    return {} if person == "xie" else {"on_paper": True, "attachments": ["file-1"]}


def finding(draw: Any, person: str, desk: Desk) -> dict[str, Any]:
    value = draw(st.sampled_from(("established", "not_established", "contested", "undetermined")))
    bearing = {"established": ["supports"], "not_established": ["opposes"], "contested": ["supports", "opposes"]}
    return {
        "finding": draw(st.sampled_from(ROUTINE)),
        "value": value,
        "added": [{"title": "材料", "bearing": item} for item in bearing.get(value, [])],
        "second_officer": next((name for name in desk.state.officers if name != person), person),
    }


def proposed(draw: Any) -> dict[str, Any]:
    return draw(
        st.sampled_from(({"proposal": "exempt"}, {"proposal": "exempt"}, {"proposal": "mitigated", "measure": "talk"},
                         {"proposal": "accountable", "measure": "talk"}, {"proposal": "ended"}))
    )  # fmt: skip


def vote(draw: Any, desk: Desk) -> dict[str, Any]:
    away = {name: "recused" for name in MEMBERS if name in desk.state.recused}
    against = draw(st.sampled_from(((), (), (), ("member1", "member2"))))
    return proposed(draw) | inquiry_acts.cast_votes(desk, d.ballots(*against, **away))


def carried(desk: Desk) -> dict[str, Any]:
    deliberation = desk.state.deliberation
    if deliberation is None:
        return {"decision": "exempt"}
    proposal = deliberation.proposal
    return {"decision": proposal.decision} | ({"measure": proposal.measure} if proposal.measure else {})


OTHERWISE = {
    "give_consent": ("refuse_consent", "return_request"),
    "deliberate": ("return_for_inquiry",),
    "file_defence": ("waive_defence",),
    "clarify": ("close",),
    "acknowledge_effect": ("close", "archive"),
}
"""Where a duty can be met by another act than the one that the pack names for it."""

ASIDE = inquiry_acts.ALWAYS | officers_again.ASIDE
"""What is open at many stages and leads nowhere: tried, but not before everything else."""


class Officers(inquiry_acts.Inquired, after.AfterTheDecision, officers_again.AfterAnAppeal, RuleBasedStateMachine):
    """Every person of the cast tries acts of the table, on days that go by."""

    @initialize(policy=st.sampled_from(POLICIES), rule=st.sampled_from(inquiry_acts.RULES))
    def begin(self, policy: Any, rule: Any) -> None:
        self.desk = Desk(policy=policy, rule=rule)

    @rule(days=st.sampled_from((1, 1, 3, 14)))
    def days_go_by(self, days: int) -> None:
        if self.desk.today.year == 2026:
            self.desk.later(days)

    @rule(data=st.data(), person=st.sampled_from(sorted(CAST)), act=st.sampled_from(sorted(ACTS)))
    def anybody_tries_anything(self, data: Any, person: str, act: str) -> None:
        self._try(person, act, content(data.draw, ACTS[act], self.desk))

    @rule(data=st.data())
    def somebody_does_what_is_open(self, data: Any) -> None:
        able = self._able()
        self._somebody(data.draw, able, sorted(able, key=lambda act: (act in ASIDE, act)))

    @rule(data=st.data(), times=st.integers(1, 6))
    def what_is_owed_is_done(self, data: Any, times: int) -> None:
        for _ in range(times):
            able = self._able()
            self._somebody(
                data.draw,
                able,
                [act for act in self._owed() if act in able] or sorted(set(able) - ASIDE) or sorted(able),
            )

    @precondition(lambda self: self.desk.state.stage in ("closed", "archived", "terminated", "transferred"))
    @rule()
    def another_file_is_taken_up(self) -> None:
        self.desk = Desk(policy=self.desk.policy, today=self.desk.today, rule=self.desk.rule)

    def _somebody(self, draw: Any, able: dict[str, list[str]], acts: list[str]) -> None:
        act = draw(st.sampled_from(acts))
        person = draw(st.sampled_from(able[act]))
        self._try(person, act, careful(draw, act, person, self.desk))

    def _owed(self) -> list[str]:
        """The acts that discharge what is owed now; the officers first of all."""
        state, desk = self.desk.state, self.desk
        if len(state.officers) < 2:
            return ["open", "assign_officers"]
        found = duties(state, desk.policy, load_calendar(), desk.today)
        owed = [item.duty.act for item in found if item.state == DutyState.OWED and item.duty.act]
        return owed + [other for act in owed for other in OTHERWISE.get(act, ())]

    def _able(self) -> dict[str, list[str]]:
        """Each act that is open now, with whom it is open to."""
        if self.desk.state.opened is None:
            return {"open": ["haoran"]}
        able: dict[str, list[str]] = {}
        for person in sorted(CAST):
            for option in options(self.desk.state, self.desk.context(person)):
                if option.allowed:
                    able.setdefault(option.row.id, []).append(person)
        return able or {"recuse": ["liyan"]}

    def _try(self, person: str, act: str, raw: dict[str, Any]) -> None:
        raw = {key: value for key, value in raw.items() if value is not None}
        before = (self.desk.state, len(self.desk.entries))
        outcome = self.desk.tries(person, act, **raw)
        if isinstance(outcome, Entry):
            assert before[1] + 1 == len(self.desk.entries)
            return
        assert outcome
        assert all(problem.text("zh") and problem.text("en") for problem in outcome)
        assert before == (self.desk.state, len(self.desk.entries))

    @invariant()
    def the_entries_folded_are_the_file(self) -> None:
        assert fold(self.desk.entries) == self.desk.state

    @invariant()
    def the_chain_holds(self) -> None:
        if self.desk.entries:
            start = Head.genesis("demo", "case/1")
            assert () == verify(self.desk.entries, start, head_of(self.desk.entries[-1]))

    @invariant()
    def nobody_plays_two_parts(self) -> None:
        parts = self.desk.state.parts
        assert not parts.investigating & parts.deciding
        assert not parts.investigating & parts.consenting
        assert not parts.deciding & parts.consenting

    @invariant()
    def whoever_recused_does_nothing_more(self) -> None:
        recused: set[str] = set()
        for entry in self.desk.entries:
            assert entry.actor not in recused
            act = read_record(entry).act
            if act.name == "recuse":
                recused.add(act.person)
        assert recused == self.desk.state.recused
        assert not recused & set(self.desk.state.officers)

    @invariant()
    def a_decided_file_lacks_nothing_its_clauses_demand(self) -> None:
        state = self.desk.state
        if state.decision is None:
            return
        acts = [read_record(entry).act.name for entry in self.desk.entries]
        assert {"notify_rights", "record_service", "consider_ex_officio", "conclude", "report"} <= set(
            acts
        )  # 5.1 to 5.4
        assert () == state.open_claims
        assert all(defence.accepted_on for defence in state.defences if defence.withdrawn is None)
        assert state.report > state.last_defence
        assert state.deliberation.tally.carried
        assert state.deliberation.tally.in_favour * 2 > len(MEMBERS)
        if not {"decide_appeal", "correct_decision"} & set(acts):
            assert state.deliberation.proposal == state.decision.proposal
        if self._consent_owed():
            assert state.decision.proposal in self._consented()
        decided = next(read_record(entry) for entry in self.desk.entries if entry.type == "decided")
        assert decided.act.departure or not decided.derived.compared.departs

    @invariant()
    def no_file_is_concluded_before_the_party_could_speak(self) -> None:
        state = self.desk.state
        if state.report is None or state.defences or state.waived:
            return
        limits = limits_on_file(state, self.desk.policy, load_calendar())
        assert limits["defence"].last_day < self.desk.today

    def _consented(self) -> list[Proposal]:
        """What consent was ever given to."""
        entries = self.desk.entries
        given = [n for n, entry in enumerate(entries, 1) if read_record(entry).act.name == "give_consent"]
        return [fold(entries[:n]).consent.proposal for n in given]

    def _consent_owed(self) -> bool:
        """5.7, spelt out once more without the pack."""
        state = self.desk.state
        decision, rank = state.decision.proposal.decision, state.settled_rank or state.file.rank
        covers = self.desk.policy.readings["consent_covers_mitigation"] == "true"
        favourable = decision == "exempt" or (covers and decision in ("mitigated", "lighter"))
        person = self.desk.state.file.party_kind == "person"
        return person and favourable and rank not in ("121", "122", "131", "132")


TestOfficers = Officers.TestCase
# Many steps a file and fewer files: what goes wrong goes wrong deep in a file's life.
TestOfficers.settings = settings(
    max_examples=examples(12),
    stateful_step_count=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
