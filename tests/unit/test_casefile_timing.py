"""Ten working days to defend (5.2): when they end, what late means, and what a new calendar cannot take away.

The notice is served on Monday 2 March 2026; the tenth working day after it is Monday 16 March.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

import pytest

from rongcuo.casefile import Context, fold, limits_on_file, read_record
from rongcuo.workdays import Calendar, load_calendar, read_calendar
from tests import desk as d
from tests.desk import Desk

SERVED = d.MONDAY
LAST = date(2026, 3, 16)
LATE = date(2026, 3, 17)
CLAIM = [{"target": "hard_problem", "statement": "属于历史遗留问题"}]


def awaiting_consent() -> Desk:
    desk = d.deliberated()
    desk.does("secretary", "request_consent", request="请示")
    return desk


def concluded() -> Desk:
    desk = d.reviewed()
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")
    return desk


STAGES: dict[str, Callable[[], Desk]] = {
    "notified": d.served,
    "reviewing": d.reviewed,
    "concluded": concluded,
    "reported": d.reported,
    "deliberated": d.deliberated,
    "awaiting_consent": awaiting_consent,
}
"""A file at each stage from the service to the decision, all of it within the limit."""


def served() -> Desk:
    desk = d.decided()
    desk.does("secretary", "serve_decision", method="direct", received_by="谢某某", unit_received_by="办公室")
    return desk


TOO_LATE: dict[str, Callable[[], Desk]] = {"decided": d.decided, "served": served}
"""A file at each stage in which a defence is received no more."""

SENT_BACK = {"deliberated", "awaiting_consent"}


@pytest.fixture(params=STAGES)
def desk(request):
    made = STAGES[request.param]()
    assert request.param == made.state.stage
    return made


def files(desk: Desk, day: date) -> Desk:
    desk.today = day
    desk.does("xie", "file_defence", claims=CLAIM)
    return desk


def test_every_stage_between_service_and_decision_is_tried():
    row = d.policy().pack.procedure.acts["file_defence"]

    assert set(STAGES) | set(TOO_LATE) == {stage for step in row.steps for stage in step.stages}


def test_a_defence_on_the_last_working_day_is_in_time(desk):
    filed = files(desk, LAST).state.defences[-1]

    assert (True, 10) == (filed.in_time, filed.working_day)


def test_a_defence_on_the_day_after_is_late_recorded_and_marked(desk):
    """No ground in 5.2 to refuse it: it is on file like any other, and says that it was late."""
    filed = files(desk, LATE).state.defences[-1]
    timing = read_record(desk.entries[-1]).derived.timing

    assert (False, None) == (filed.in_time, filed.working_day)
    assert (LAST, False) == (timing.last_day, timing.in_time)


def test_a_late_defence_is_accepted_like_any_other(desk):
    files(desk, LATE).does("liyan", "accept_defence")

    assert [] == [item for item in desk.state.defences if item.accepted_on is None]


def test_a_late_defence_is_answered_before_anything_is_decided(desk):
    number = len(files(desk, LATE).state.claims)

    assert number in desk.state.open_claims
    assert not {"report", "deliberate", "decide"} & {act for person in d.CAST for act in desk.allowed(person)}


def test_after_a_vote_a_late_defence_sends_the_file_back_and_what_was_voted_falls(desk):
    """Design 6: after `deliberated` a new deliberation is owed; before it the stage stays where it is."""
    before = desk.state.stage
    files(desk, LATE)

    assert ("reported" if before in SENT_BACK else before) == desk.state.stage
    assert desk.state.deliberation is None


def test_a_request_for_consent_falls_with_the_vote_it_rests_on():
    """Nothing is left for the superior organ to reply to; a new vote needs a new request."""
    desk = files(awaiting_consent(), LATE)
    assert desk.state.consent is None

    desk.does("liyan", "accept_defence")
    desk.does("liyan", "answer_claim", claim=3, adopted="not_adopted", reason="已查")
    desk.does("liyan", "report", summary="补充报告")
    desk.does("secretary", "deliberate", **d.DELIBERATION)

    assert "guard.consent_settled" in desk.refuses("signatory", "decide", **d.DECISION)
    assert "stage.another" in desk.refuses("approver", "give_consent", reply="同意")
    desk.does("secretary", "request_consent", request="请示")
    desk.does("approver", "give_consent", reply="同意")
    desk.does("signatory", "decide", **d.DECISION)


def test_consent_given_to_the_same_proposal_outlives_a_late_defence():
    """5.7 asks for consent to what is decided; a second vote for the same has it already."""
    desk = files(d.consented(), LATE)
    desk.does("liyan", "accept_defence")
    desk.does("liyan", "answer_claim", claim=3, adopted="not_adopted", reason="已查")
    desk.does("liyan", "report", summary="补充报告")
    desk.does("secretary", "deliberate", **d.DELIBERATION)

    desk.does("signatory", "decide", **d.DECISION)


@pytest.mark.parametrize("stage", TOO_LATE)
@pytest.mark.parametrize(
    ("act", "raw"), [("file_defence", {"claims": CLAIM}), ("supplement_defence", {"statement": "补"})]
)
def test_after_the_decision_a_defence_is_an_appeal(stage, act, raw):
    """5.6: the refusal is not of the day but of the way, and names it; the limit itself is still running."""
    desk = TOO_LATE[stage]()
    desk.today = LAST
    outcome = desk.tries("xie", act, **raw)

    assert stage == desk.state.stage
    assert [("guard.open_to_defence", "5.6")] == [(item.code, str(item.clause)) for item in outcome]
    assert "申诉" in outcome[0].text("zh")
    paper = raw | {"on_paper": True, "attachments": ["file-1"]}
    assert {"guard.open_to_defence"} == desk.refuses("liyan", act, **paper)


def test_a_late_supplement_is_marked_late_too():
    desk = d.defended()
    desk.today = LATE
    desk.does("xie", "supplement_defence", statement="补充")

    assert [True, False] == [item.in_time for item in desk.state.defences]


def test_paper_handed_in_on_the_last_day_is_in_time_whenever_it_is_registered():
    """The day in law is the day it was handed in; the day of recording is another (design 2.7)."""
    desk = d.served()
    desk.today = LATE + timedelta(days=3)
    paper = {"claims": CLAIM, "on_paper": True, "attachments": ["file-1"]}
    desk.does("liyan", "file_defence", **paper, occurred_on=LAST.isoformat())

    assert (True, LAST) == (desk.state.defences[0].in_time, desk.state.defences[0].filed_on)


WORKING_DAYS = [date(2026, 3, day) for day in (3, 4, 5, 6, 9, 10, 11, 12, 13, 16)]


@pytest.mark.parametrize(("number", "day"), list(enumerate(WORKING_DAYS, 1)), ids=str)
def test_the_file_says_on_which_working_day_the_defence_came(number, day):
    assert number == files(d.served(), day).state.defences[0].working_day


def test_a_defence_on_a_weekend_counts_with_the_friday_before_it():
    saturday = date(2026, 3, 7)

    assert 4 == files(d.served(), saturday).state.defences[0].working_day


def test_a_defence_on_the_day_of_service_is_in_time_before_the_first_day():
    filed = files(d.served(), SERVED).state.defences[0]

    assert (True, 0) == (filed.in_time, filed.working_day)


# What the file may go on to without a defence.


def test_without_a_defence_or_a_waiver_nothing_is_concluded_on_the_last_day_itself():
    """Days end at 24:00: the party still has the rest of the day."""
    desk = d.served()
    desk.today = LAST
    desk.does("liyan", "consider_ex_officio", considered=["hard_problem"], reasons="已审查")
    assert "notified" == desk.state.stage
    assert "stage.another" in desk.refuses("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由")

    desk.today = LATE
    desk.does("liyan", "consider_ex_officio", considered=["hard_problem"], reasons="已审查")
    assert "reviewing" == desk.state.stage
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")


def test_a_waiver_lets_the_file_go_on_and_a_defence_within_the_limit_undoes_it():
    """Nothing in 5.2 makes a waiver final before the ten days are over."""
    desk = d.served()
    desk.does("xie", "waive_defence")
    assert desk.state.waived
    desk.does("liyan", "consider_ex_officio", considered=["hard_problem"], reasons="已审查")
    assert "reviewing" == desk.state.stage

    files(desk, LAST)

    assert (False, True) == (desk.state.waived, desk.state.defences[0].in_time)
    assert {"guard.unaccepted", "guard.not.unaccepted"} & desk.refuses(
        "liyan", "answer_claim", claim=1, adopted="adopted", reason="属实"
    )
    desk.does("liyan", "accept_defence")
    desk.does("liyan", "answer_claim", claim=1, adopted="adopted", reason="属实")


def test_nobody_waives_what_is_over():
    desk = d.served()
    desk.today = LAST
    assert "waive_defence" in desk.allowed("xie")

    desk.today = LATE
    assert {"guard.time_running"} == desk.refuses("xie", "waive_defence")


# Readings and calendars.


def test_under_the_other_reading_the_day_of_service_is_the_first_of_the_ten():
    """告知之日起: read literally, the day itself counts, and the limit ends on Friday 13 March."""
    friday, literally = date(2026, 3, 13), d.policy(day_count_from="day_of_service")

    assert (True, 10) == timing(files(d.served(Desk(policy=literally)), friday))
    assert (False, None) == timing(files(d.served(Desk(policy=literally)), friday + timedelta(days=1)))
    assert (True, 1) == timing(files(d.served(Desk(policy=literally)), SERVED))


def timing(desk: Desk) -> tuple[bool, int | None]:
    filed = desk.state.defences[-1]
    return filed.in_time, filed.working_day


@dataclass
class DatedDesk(Desk):
    """A desk whose calendar can be exchanged."""

    calendar: Calendar = field(default_factory=load_calendar)

    def context(self, person: str) -> Context:
        return replace(super().context(person), calendar=self.calendar)


YEAR = """\
[[notice]]
number = "国办发明电〔2025〕7号"
issued = 2025-11-04
title = "国务院办公厅关于2026年部分节假日安排的通知"
status = "published"
year = 2026
days_off = [{ holiday = "元旦", first = 2026-01-01, last = 2026-01-03 }]
make_up = []
"""
STORM = """
[[notice]]
number = "本地通知1号"
issued = 2026-03-09
title = "暴雨停工"
status = "published"
amends = "国办发明电〔2025〕7号"
days_off = [{ holiday = "暴雨停工", first = 2026-03-10, last = 2026-03-11 }]
make_up = []
"""


def calendar(text: str) -> Calendar:
    made = read_calendar(text)
    assert isinstance(made, Calendar), made
    return made


PLAIN, STORMY = calendar(YEAR), calendar(YEAR + STORM)
AFTER_STORM = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("announced_under", "now", "last_day"),
    [
        (PLAIN, PLAIN, LAST),
        (PLAIN, STORMY, AFTER_STORM),
        (STORMY, PLAIN, AFTER_STORM),
        (STORMY, STORMY, AFTER_STORM),
    ],
    ids=["nothing changes", "two days off are added", "two days off are taken back", "nothing changes either"],
)
def test_an_announced_last_day_never_moves_earlier(announced_under, now, last_day):
    """Design 7.11: of the announced and the recomputed day the later one governs."""
    desk = d.served(DatedDesk(calendar=announced_under))
    desk.calendar = now

    assert last_day == limits_on_file(desk.state, desk.policy, desk.calendar)["defence"].last_day
    assert files(desk, last_day).state.defences[0].in_time
    assert not files(desk, last_day + timedelta(days=1)).state.defences[1].in_time


def test_the_announced_day_is_in_the_entry_and_needs_no_calendar_to_be_read():
    desk = d.served(DatedDesk(calendar=STORMY))

    assert AFTER_STORM == fold(desk.entries).service.announced_last_day


def test_a_calendar_that_ends_too_early_refuses_the_service_that_starts_the_limit():
    """A last day is never guessed: the holidays of the next year are not yet known."""
    desk = d.opened(DatedDesk(calendar=PLAIN, today=date(2026, 12, 28)))
    desk.does("liyan", "notify_rights", facts_notified="事项", where_to_file="地址")

    assert {"calendar_gap"} == desk.refuses("liyan", "record_service", method="direct", received_by="谢某某")
    desk.calendar = load_calendar()
    desk.does("liyan", "record_service", method="direct", received_by="谢某某")


# Each route has its own time to appeal, and starts it on the same day.

APPEALS = {
    "party_accountability": ("appeal_accountability", date(2026, 4, 2)),
    "governmental_sanction": ("appeal_sanction", date(2026, 4, 2)),
    "supervision_accountability": ("appeal_sanction", date(2026, 4, 2)),
    "appointing_organ_sanction": ("appeal_appointing_organ", date(2026, 4, 1)),
    "party_discipline": (None, None),
}


def test_the_table_of_appeals_has_every_route():
    assert set(APPEALS) == {row.id for row in d.policy().pack.procedure.lists["route"]}


@pytest.mark.parametrize("route", APPEALS)
def test_each_route_has_its_own_time_to_appeal(route):
    desk = d.opened(None, route=route)
    decided(desk)
    desk.does("secretary", "serve_decision", method="direct", received_by="谢某某", unit_received_by="办公室")
    found = limits_on_file(desk.state, desk.policy, load_calendar())
    appeals = {name: limit.last_day for name, limit in found.items() if name.startswith("appeal")}
    name, last_day = APPEALS[route]

    assert ({name: last_day} if name else {}) == appeals


def decided(desk: Desk) -> None:
    """The short way: waived, concluded and decided on one day."""
    does = partial(desk.does, "liyan")
    does("notify_rights", facts_notified="事项", where_to_file="地址")
    does("record_service", method="direct", received_by="谢某某")
    desk.does("xie", "waive_defence")
    does("consider_ex_officio", considered=["hard_problem"], reasons="已审查")
    carried = {"measure": "talk"}
    does("conclude", standing="exempt", proposal="accountable", reasons="理由", departure="未查清", **carried)
    does("report", summary="要点")
    held = {"measure": "talk", "appeal_notice": "途径见决定书"}
    desk.does("secretary", "deliberate", **(d.DELIBERATION | {"proposal": "accountable", "measure": "talk"}))
    desk.does("signatory", "decide", **(d.DECISION | {"decision": "accountable"} | held))
