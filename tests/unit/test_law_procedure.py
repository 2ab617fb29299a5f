"""The tables of a procedure: what is written becomes what the office works by, and every name in them exists."""

from datetime import date

import pytest

from rongcuo.base import ClauseRef
from rongcuo.law import read
from rongcuo.law.declarations import Declarations
from rongcuo.law.items import harvest
from rongcuo.law.markdown import Block
from rongcuo.law.procedure import Choice, GrantRule, GuardUse, Reminder, Role, Stage
from rongcuo.law.procedure_tables import procedure
from tests.law_samples import FILES, written

pytestmark = pytest.mark.unit

TABLES = {
    "stage": '[stage.opened]\nlabel = "启动"\n\n[stage.decided]\nlabel = "决定"\nearly_end = true\nover = true\n',
    "role": (
        '[role.decider]\nlabel = "决定机关"\norgan = "deciding"\nfunctions = ["signatory"]\nclause = "2.1"\n\n'
        '[role.officer]\nlabel = "承办人"\norgan = "investigating"\nassigned = true\n'
    ),
    "list": '[[list.route]]\nid = "party"\nlabel = "党内"\nnote = "注"\ngroup = "组"\nclause = "1"\n\n'
    '[[list.appeal_kind]]\nid = "review"\nlabel = "复查"\nclause = "1"\n\n'
    '[[list.effect]]\nid = "promotion"\nlabel = "不影响提拔"\nclause = "2.1"\n',
    "limit": (
        '[limit.answer]\nlabel = "答复期限"\nlength = 10\nunit = "working_day"\nstarts_on = "opened_on"\n'
        'clause = "2.2"\nreading = "openness"\nroutes = ["party"]\nkinds = ["review"]\ndecisions = ["exempt"]\n'
        "since = 2020-05-01\nuntil = 2024-12-31\n\n"
        '[limit.other]\nlabel = "别的期限"\nlength = 1\nunit = "month"\nstarts_on = "opened_on"\n'
        'source = "别的规定"\n\n'
        '[limit.own]\nlabel = "内部时限"\nlength = 3\nunit = "day"\nstarts_on = "opened_on"\ninternal = true\n'
    ),
    "document": (
        '[document.decision]\nlabel = "决定书"\nnote = "注"\ngroup = "决"\nclause = "2.1"\nafter = ["decide"]\n'
        'signed_by = ["decider"]\naudience = ["deciding"]\nserved_by = "serve"\n'
        'guards = [{ guard = "apart_from", parts = ["investigating"], clause = "1" }, { guard = "decided" }]\n'
    ),
    "act": (
        '[act.decide]\nlabel = "作出决定"\nlabel_en = "Decide"\nverb = "作出决定"\nby = ["decider"]\nclause = "2.1"\n'
        'steps = [{ from = ["opened"], to = "decided", when = [{ guard = "voted", clause = "1" }] }]\n'
        'guards = [{ guard = "found", majority = "half", clause = "1" }, { guard = "heard" }]\n'
        'documents = ["decision"]\naudience = ["party", "deciding"]\n'
        'grants = [{ to = "organ", organ = "deciding", functions = ["signatory"], audience = "deciding" }]\n'
        'irreversible = true\nlate_proof = "paper"\n\n'
        '[act.serve]\nlabel = "送达"\nlabel_en = "Serve"\nverb = "送达"\nby = ["officer"]\nbasis = "内部规定"\n'
        'steps = [{ from = ["decided"] }]\naudience = ["party"]\ndiscloses = ["decide"]\n'
    ),
    "duty": (
        '[duty.answer]\nlabel = "答复"\nby = "decider"\nact = "decide"\nlimit = "answer"\nlimits = ["other"]\n'
        'clause = "2.2"\neach = "appeal"\nowed = [{ guard = "opened", clause = "1" }]\n'
        'done = [{ guard = "decided", clause = "1" }]\n\n'
        '[duty.serve]\nlabel = "送达"\nby = "officer"\nowed = []\ndone = []\nclause = "2.2"\n'
    ),
    "reminder": (
        '[reminder.late]\nlabel = "逾期提醒"\nwhen = "after"\nworking_days = 5\ntell = ["head"]\n\n'
        '[reminder.today]\nlabel = "当日提醒"\nwhen = "on"\ntell = ["holder", "officers"]\n\n'
        '[reminder.early]\nlabel = "提前提醒"\nwhen = "before"\nworking_days = 3\ntell = ["holder"]\n'
    ),
}
PROCEDURE = "# 程序\n\n```toml\n" + "\n".join(TABLES.values()) + "```\n"


def pack_with(tmp_path, procedure: str):
    return read(written(tmp_path, {"procedure.md": procedure}))


@pytest.fixture
def table(tmp_path):
    pack, problems = pack_with(tmp_path, PROCEDURE)
    assert [] == [f"{problem.place} {problem.text()}" for problem in problems]
    return pack.procedure


CLAUSE_1, CLAUSE_21, CLAUSE_22 = ClauseRef((1,)), ClauseRef((2, 1)), ClauseRef((2, 2))


def said(uses: tuple[GuardUse, ...]) -> list[tuple[object, ...]]:
    return [(use.guard, dict(use.params), use.clause, use.place.field) for use in uses]


def test_stages_stand_in_their_order_and_say_how_they_end(table):
    assert (Stage("opened", "启动", False, False), Stage("decided", "决定", True, True)) == table.stages


def test_a_role_says_whose_it_is(table):
    decider = Role("decider", "决定机关", "deciding", ("signatory",), assigned=False, party=False, panel=False)
    officer = Role("officer", "承办人", "investigating", (), assigned=True, party=False, panel=False)
    assert {"decider": decider, "officer": officer} == table.roles


def test_a_guard_rests_on_its_own_clause_or_on_that_of_its_row(table):
    decide, serve = table.acts["decide"], table.acts["serve"]
    assert [
        ("found", {"majority": "half"}, CLAUSE_1, "act.decide.guards"),
        ("heard", {}, CLAUSE_21, "act.decide.guards"),
    ] == said(decide.guards)
    assert [("voted", {}, CLAUSE_1, "act.decide.steps.0.when")] == said(decide.steps[0].when)
    assert (CLAUSE_21, None, "内部规定") == (decide.clause, serve.clause, serve.basis)


def test_an_act_says_where_it_leads_who_sees_it_and_what_it_brings(table):
    decide, serve = table.acts["decide"], table.acts["serve"]
    assert [("opened",), ("decided",)] == [act.steps[0].stages for act in (decide, serve)]
    assert ["decided", None] == [act.steps[0].to for act in (decide, serve)]
    assert (GrantRule("organ", "deciding", ("signatory",), "deciding", None),) == decide.grants
    assert () == serve.grants
    assert (("decision",), ("party", "deciding"), ()) == (decide.documents, decide.audience, decide.discloses)
    assert (("decide",), True, "paper") == (serve.discloses, decide.irreversible, decide.late_proof)
    assert ("act.decide", "act.serve") == (decide.place.field, serve.place.field)


def test_a_limit_rests_on_a_clause_on_another_norm_or_is_the_office_s_own(table):
    limits = [table.limits[name] for name in ("answer", "other", "own")]
    assert [CLAUSE_22, None, None] == [limit.clause for limit in limits]
    assert [None, "别的规定", None] == [limit.source for limit in limits]
    assert [False, False, True] == [limit.internal for limit in limits]
    answer = limits[0]
    assert ("openness", ("party",), ("review",), ("exempt",)) == (
        answer.reading, answer.routes, answer.kinds, answer.decisions,
    )  # fmt: skip
    assert (date(2020, 5, 1), date(2024, 12, 31)) == (answer.since, answer.until)
    assert ["limit.answer", "limit.other", "limit.own"] == [limit.place.field for limit in limits]


def test_a_duty_has_its_limits_and_what_it_waits_for(table):
    answer, serve = table.duties
    assert (("answer", "other"), ()) == (answer.limits, serve.limits)
    assert (CLAUSE_22, "appeal", "decide") == (answer.clause, answer.each, answer.act)
    assert [("opened", {}, CLAUSE_1, "duty.answer.owed")] == said(answer.owed)
    assert [("decided", {}, CLAUSE_1, "duty.answer.done")] == said(answer.done)
    assert ["duty.answer", "duty.serve"] == [duty.place.field for duty in table.duties]


def test_a_document_says_after_what_by_whom_and_for_whom(table):
    decision = table.documents["decision"]
    assert (CLAUSE_21, ("decide",), ("decider",), ("deciding",), "serve") == (
        decision.clause, decision.after, decision.signed_by, decision.audience, decision.served_by,
    )  # fmt: skip
    assert [
        ("apart_from", {"parts": ["investigating"]}, CLAUSE_1, "document.decision.guards"),
        ("decided", {}, CLAUSE_21, "document.decision.guards"),
    ] == said(decision.guards)
    assert "document.decision" == decision.place.field


def test_reminders_come_in_the_order_in_which_they_are_given(table):
    assert (
        Reminder("early", "提前提醒", "before", 3, ("holder",)),
        Reminder("today", "当日提醒", "on", None, ("holder", "officers")),
        Reminder("late", "逾期提醒", "after", 5, ("head",)),
    ) == table.reminders
    assert [3, 0, -5] == [reminder.distance for reminder in table.reminders], "working days left"


def test_a_closed_list_keeps_its_rows(table):
    assert (Choice("party", "党内", "注", "组"),) == table.lists["route"]
    assert {"route", "appeal_kind", "effect"} == table.lists.keys()


def test_under_a_clause_s_heading_what_names_no_clause_rests_on_it(tmp_path):
    """Elsewhere the tables name theirs, as in the sample."""
    below = (
        '[limit.below]\nlabel = "时限"\nlength = 3\nunit = "day"\nstarts_on = "opened_on"\n\n'
        '[duty.below]\nlabel = "办理"\nby = "officer"\nowed = [{ guard = "opened" }]\ndone = []\n\n'
        '[document.below]\nlabel = "文书"\nguards = [{ guard = "opened" }]\n\n'
        '[act.below]\nlabel = "办"\nlabel_en = "Do"\nverb = "办"\nby = ["officer"]\nsteps = []\naudience = ["party"]\n'
    )
    law = FILES["1-law.md"].replace("```toml\n[[open]]", f"```toml\n{below}\n[[open]]")
    pack, problems = read(written(tmp_path, {"1-law.md": law, "procedure.md": PROCEDURE}))

    assert () == problems
    table = pack.procedure
    duty = next(each for each in table.duties if each.id == "below")
    made = (table.limits["below"], duty, table.documents["below"], table.acts["below"])
    assert [CLAUSE_22] * 4 == [each.clause for each in made]
    assert [CLAUSE_22] * 2 == [use.clause for use in (*duty.owed, *table.documents["below"].guards)]


ALONE = {
    "stage": '[stage.opened]\nlabel = "启动"\n',
    "role": '[role.decider]\nlabel = "决定机关"\nclause = "2.1"\n',
    "act": (
        '[act.serve]\nlabel = "送达"\nlabel_en = "Serve"\nverb = "送达"\nby = ["nobody"]\nbasis = "规定"\n'
        'steps = []\naudience = ["party"]\n'
    ),
    "limit": '[limit.own]\nlabel = "时限"\nlength = 3\nunit = "day"\nstarts_on = "opened_on"\ninternal = true\n',
    "duty": '[duty.serve]\nlabel = "送达"\nby = "nobody"\nowed = []\ndone = []\nclause = "2.2"\n',
    "reminder": '[reminder.today]\nlabel = "当日"\nwhen = "on"\ntell = ["holder"]\n',
    "document": '[document.card]\nlabel = "案例卡"\n',
}


def test_any_table_of_a_procedure_makes_one():
    for kind, text in ALONE.items():
        made, problems = procedure(Declarations(harvest(Block("procedure.md", 1, None, text)).items, ()))
        assert made is not None, kind
        assert () == problems, kind


def test_a_closed_list_alone_makes_no_procedure(tmp_path):
    pack, problems = pack_with(tmp_path, '# 表\n\n```toml\n[[list.route]]\nid = "a"\nlabel = "甲"\nclause = "1"\n```\n')
    assert () == problems
    assert pack.procedure is None


FAULTS = [
    # what the pack's author should know, what stands there, what is put in its place, code and field
    ("A reminder before the last day says how long before", "working_days = 3\n", "",
     [("law.reminder_days", "reminder.early.working_days")]),
    ("and one on the day itself does not", 'when = "on"\n', 'when = "on"\nworking_days = 1\n',
     [("law.reminder_days", "reminder.today.working_days")]),
    ("A grant says whom it is for", 'grants = [{ to = "organ", ', "grants = [{ ",
     [("law.key_missing", "act.decide.grants")]),
    ("A limit without a norm rests on a clause", "internal = true\n", "",
     [("law.limit_without_basis", "limit.own")]),
    ("A guard's clause exists, that of an act", '{ guard = "found", majority = "half", clause = "1" }',
     '{ guard = "found", majority = "half", clause = "9" }', [("law.unknown_clause", "act.decide.guards")]),
    ("that of a step", '{ guard = "voted", clause = "1" }', '{ guard = "voted", clause = "9" }',
     [("law.unknown_clause", "act.decide.steps.when")]),
    ("that of a document", 'parts = ["investigating"], clause = "1"', 'parts = ["investigating"], clause = "9"',
     [("law.unknown_clause", "document.decision.guards")]),
    ("that of what owes a duty", '{ guard = "opened", clause = "1" }', '{ guard = "opened", clause = "9" }',
     [("law.unknown_clause", "duty.answer.owed")]),
    ("and that of what discharges it", '{ guard = "decided", clause = "1" }', '{ guard = "decided", clause = "9" }',
     [("law.unknown_clause", "duty.answer.done")]),
    ("A guard has a name", '{ guard = "heard" }', '{ clause = "1" }', [("law.key_missing", "act.decide.guards")]),
    ("also that of a step", '{ guard = "voted", clause = "1" }', '{ clause = "1" }',
     [("law.key_missing", "act.decide.steps.0.when")]),
    ("A step starts somewhere", 'from = ["opened"], to', "to", [("law.key_missing", "act.decide.steps.0")]),
    ("A stage is named by a word", 'from = ["opened"], to', 'from = ["opened", 3], to',
     [("law.expects_some_texts", "act.decide.steps.0.from")]),
    ("A step starts from a stage", 'from = ["opened"]', 'from = ["begun"]',
     [("law.unknown_stage", "act.decide.steps.from")]),
    ("and leads to one", 'to = "decided"', 'to = "settled"', [("law.unknown_stage", "act.decide.steps.to")]),
    ("Whoever does an act has a role", 'verb = "作出决定"\nby = ["decider"]', 'verb = "作出决定"\nby = ["judge"]',
     [("law.unknown_role", "act.decide.by")]),
    ("An act's document is declared", 'documents = ["decision"]', 'documents = ["order"]',
     [("law.unknown_document", "act.decide.documents")]),
    ("An act discloses an act", 'discloses = ["decide"]', 'discloses = ["judge"]',
     [("law.unknown_act", "act.serve.discloses")]),
    ("A document follows an act", 'after = ["decide"]', 'after = ["judge"]',
     [("law.unknown_act", "document.decision.after")]),
    ("is signed in a role", 'signed_by = ["decider"]', 'signed_by = ["judge"]',
     [("law.unknown_role", "document.decision.signed_by")]),
    ("and served by an act", 'served_by = "serve"', 'served_by = "post"',
     [("law.unknown_act", "document.decision.served_by")]),
    ("A limit's reading exists", 'reading = "openness"\nroutes', 'reading = "opennes"\nroutes',
     [("law.unknown_reading", "limit.answer.reading")]),
    ("its route", 'routes = ["party"]', 'routes = ["promotion"]', [("law.unknown_route", "limit.answer.routes")]),
    ("its kind of appeal", 'kinds = ["review"]', 'kinds = ["party"]',
     [("law.unknown_appeal_kind", "limit.answer.kinds")]),
    ("and its decision", 'decisions = ["exempt"]\nsince', 'decisions = ["excuse"]\nsince',
     [("law.unknown_decision", "limit.answer.decisions")]),
    ("Whoever owes a duty has a role", 'label = "答复"\nby = "decider"', 'label = "答复"\nby = "judge"',
     [("law.unknown_role", "duty.answer.by")]),
    ("A duty is discharged by an act", 'act = "decide"', 'act = "judge"', [("law.unknown_act", "duty.answer.act")]),
    ("has a limit", 'limit = "answer"', 'limit = "reply"', [("law.unknown_limit", "duty.answer.limit")]),
    ("or several", 'limits = ["other"]', 'limits = ["reply"]', [("law.unknown_limit", "duty.answer.limits")]),
]  # fmt: skip


@pytest.mark.parametrize(("says", "old", "new", "expected"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_of_a_procedure_is_named_with_its_field(tmp_path, says, old, new, expected):
    assert 1 == PROCEDURE.count(old), says
    _, problems = pack_with(tmp_path, PROCEDURE.replace(old, new))
    assert expected == [(problem.code, problem.place.field) for problem in problems], says
    assert all(problem.text("zh") and problem.text("en") and problem.place.line for problem in problems)


def test_what_stands_in_a_block_that_cannot_be_read_is_not_called_unknown(tmp_path):
    """Roles, a document and an act in a block of their own, without the mark that ends a text."""
    apart = PROCEDURE.replace("[limit.answer]", "```\n\n```toml\n[limit.answer]", 1)
    assert () == pack_with(tmp_path / "sound", apart)[1]
    for number, label in enumerate(('label = "决定机关"', 'label = "决定书"')):
        broken = apart.replace(label, label.removesuffix('"'))
        _, problems = pack_with(tmp_path / str(number), broken)
        assert ["law.not_toml"] == [problem.code for problem in problems]


LOST = [
    ("a role", 'label = "决定机关"\n', ""),
    ("a document", 'label = "决定书"\n', ""),
    ("a limit", "length = 10\n", ""),
    ("an act", 'label = "作出决定"\n', ""),
    ("a row of a closed list", 'label = "党内"\n', ""),
]


@pytest.mark.parametrize(("what", "old", "new"), LOST, ids=[row[0] for row in LOST])
def test_what_names_something_with_a_mistake_of_its_own_is_not_reported_as_well(tmp_path, what, old, new):
    assert 1 == PROCEDURE.count(old), what
    _, problems = pack_with(tmp_path, PROCEDURE.replace(old, new))
    assert ["law.key_missing"] == [problem.code for problem in problems], what
