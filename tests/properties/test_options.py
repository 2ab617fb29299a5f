"""What a person is offered is what a person can do: the list of options against the judgement of the act itself."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from rongcuo.casefile import Option, decide, options, read_act
from rongcuo.law import Policy
from tests import desk as d
from tests.desk import CAST, Desk
from tests.properties.test_casefile import careful

POLICY = d.policy()
PROCEDURAL = ("stage.", "competence.", "guard.")
"""The reasons that lie in the file, the person and the day; everything else lies in what the act says."""

SWITCHED_OFF = {"send_for_review", "case_review", "consult", "answer_consultation"}
"""Steps that this district has not switched on: on its files there are none."""

POINTS = ("opened", "served", "defended", "reviewed", "reported", "deliberated", "consented", "decided")


PEOPLE = st.sampled_from(("liyan", "secretary", "signatory", "approver", "xie")) | st.sampled_from(sorted(CAST))
"""Those who have something to do on the file more often than the others."""


@cache
def entries(point: str, recused: bool) -> Desk:
    desk: Desk = getattr(d, point)()
    if recused and "recuse" in desk.allowed("liyan"):
        desk.does("liyan", "recuse", person="liyan", ground="other", reasons="同学")
    return desk


@st.composite
def files(draw: st.DrawFn) -> Desk:
    """A file somewhere on its way, some days later, perhaps with one officer less."""
    made = entries(draw(st.sampled_from(POINTS)), draw(st.booleans()))
    desk = Desk(policy=POLICY, today=made.today, state=made.state, entries=list(made.entries))
    desk.later(draw(st.sampled_from((0, 1, 13, 14, 15, 40))))
    if draw(st.booleans()) and "waive_defence" in desk.allowed("xie"):
        desk.does("xie", "waive_defence")
    return desk


def judged(desk: Desk, person: str, option: Option, draw: st.DrawFn) -> set[str] | None:
    """The codes that the act itself is refused with when it says what a careful officer would; none: it is done."""
    raw = {"occurred_on": desk.today.isoformat()} | careful(draw, option.row.id, person, desk)
    act = read_act(option.row.id, raw, desk.policy, desk.intake)
    assert not isinstance(act, tuple), [problem.text() for problem in act]
    outcome = decide(desk.state, act, desk.context(person))
    return {item.code for item in outcome} if isinstance(outcome, tuple) else None


@given(files(), PEOPLE, st.data())
def test_what_is_offered_is_refused_for_its_content_only(desk, person, data):
    for option in desk.options(person):
        if option.allowed:
            codes = judged(desk, person, option, data.draw) or set()
            assert not [code for code in codes if code.startswith(PROCEDURAL)], (option.row.id, codes)


@given(files(), PEOPLE, st.data())
def test_what_is_not_offered_is_refused_for_a_reason_of_procedure(desk, person, data):
    for option in desk.options(person):
        if not option.allowed:
            codes = judged(desk, person, option, data.draw)
            assert codes, option.row.id
            assert [code for code in codes if code.startswith(PROCEDURAL)], (option.row.id, codes)


@given(files(), PEOPLE)
def test_every_act_of_the_table_is_there_once_and_each_refusal_says_why(desk, person):
    found = desk.options(person)

    asked = [name for name in table(desk.policy) if name != "open" and name not in SWITCHED_OFF]
    assert asked == [option.row.id for option in found]
    for option in found:
        assert option.allowed is not bool(option.refusals)
        for reason in option.refusals:
            assert reason.text("zh")
            assert reason.text("en")


@given(files(), PEOPLE)
def test_mine_says_who_and_here_says_when(desk, person):
    """What is not mine is somebody else's or nobody's; what is not here belongs to another stage."""
    for option in desk.options(person):
        codes = {reason.code for reason in option.refusals}
        assert option.mine is not any(code.startswith("competence.") for code in codes)
        assert option.here is any(desk.state.stage in step.stages for step in option.row.steps)
        assert option.here is ("stage.not_here" not in codes)


def test_a_supplementary_report_is_offered_only_after_a_later_defence():
    """A step that fits the stage but not the file is refused like any other (5.4)."""
    desk = d.reported()
    option = next(option for option in desk.options("liyan") if option.row.id == "report")
    assert (True, True, ["guard.not.report_current"]) == (
        option.mine,
        option.here,
        [reason.code for reason in option.refusals],
    )

    desk.does("xie", "file_defence", claims=[d.CLAIMS[0]])
    desk.does("liyan", "accept_defence")
    desk.does("liyan", "answer_claim", claim=3, adopted="adopted", reason="属实")

    assert "report" in desk.allowed("liyan")


def test_before_a_file_is_opened_nothing_is_offered_on_it():
    """Opening is not an option on a file; it makes one."""
    desk = Desk()

    assert not [option for person in CAST for option in options(desk.state, desk.context(person)) if option.allowed]


def table(policy: Policy) -> list[str]:
    assert policy.pack.procedure is not None
    return list(policy.pack.procedure.acts)
