"""Three administrators that check one another; appointments have dates; every change is an entry of the register."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from rongcuo.casefile import VoteRule
from rongcuo.office import clock
from rongcuo.office.cases import chain
from rongcuo.office.models import Account, Appointment, District, Organ, Person
from rongcuo.office.outcomes import Refused
from rongcuo.office.people import register
from rongcuo.office.people.backend import AccountBackend
from rongcuo.office.people.fold import differences
from rongcuo.office.people.functions import ADMINISTRATORS, FUNCTIONS
from rongcuo.office.people.roster import posts_of, roster_of
from rongcuo.office.verification import verify_database
from tests.builders import Scene, made
from tests.databases import PASSWORD

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def codes(outcome) -> list[str]:
    assert isinstance(outcome, Refused), outcome
    assert all(refusal.text("zh") and refusal.text("en") for refusal in outcome.refusals)
    return [refusal.code for refusal in outcome.refusals]


def add_person(scene, who):
    return register.add_person(scene.cast.district, scene.persons[who], name="新人")


CHANGES = {
    "add an organ": (
        "system",
        lambda scene, actor: register.add_organ(scene.cast.district, actor, name="新单位", capacities=["unit"]),
    ),
    "add a person": ("system", lambda scene, actor: register.add_person(scene.cast.district, actor, name="新人")),
    "open an account": (
        "system",
        lambda scene, actor: register.create_account(
            scene.cast.district, actor, person=_without_account(scene), username="new", password=PASSWORD
        ),
    ),
    "reset a password": (
        "system",
        lambda scene, actor: register.reset_password(
            scene.cast.district, actor, account=scene.persons["zhoumin"].account, password=PASSWORD
        ),
    ),
    "close an account": (
        "system",
        lambda scene, actor: register.close_account(
            scene.cast.district, actor, account=scene.persons["zhoumin"].account
        ),
    ),
    "appoint": (
        "security",
        lambda scene, actor: register.appoint(
            scene.cast.district, actor, person=scene.persons["zhoumin"], organ=scene.organs["housing"],
            function="staff", started_on=clock.today(),
        ),
    ),
    "end an appointment": (
        "security",
        lambda scene, actor: register.end_appointment(
            scene.cast.district, actor,
            appointment=scene.persons["zhoumin"].appointments.get(), ended_on=clock.today(),
        ),
    ),
}  # fmt: skip


def _without_account(scene: Scene) -> Person:
    return made(register.add_person(scene.cast.district, scene.persons["system"], name="无账号"))


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_register_is_done_by_its_administrator_alone_and_is_one_entry(scene, change):
    whose, do = CHANGES[change]
    others = [who for who in ("system", "security", "auditor", "gulan", "xiemou") if who != whose]

    for who in others:
        assert ["office.not_administrator"] == codes(do(scene, scene.persons[who]))
    assert ["office.already_founded"] == codes(do(scene, None))
    assert not isinstance(do(scene, scene.persons[whose]), Refused)

    last = chain.entries(District.objects.get())[-1]
    assert str(scene.persons[whose].id) == last.actor
    assert () == verify_database()


def test_a_refused_change_writes_neither_row_nor_entry(scene):
    before = (Person.objects.count(), District.objects.get().sequence)

    add_person(scene, "gulan")

    assert before == (Person.objects.count(), District.objects.get().sequence)


@pytest.mark.parametrize("held", sorted(FUNCTIONS))
@pytest.mark.parametrize("asked", sorted(FUNCTIONS))
def test_an_administrator_holds_no_second_function(scene, held, asked):
    """Over every pair: two functions go together exactly when neither is an administrator's."""
    scene.hire("somebody", _organ_for(scene, held, "somewhere"), held)
    outcome = register.appoint(
        scene.cast.district, scene.persons["security"], person=scene.persons["somebody"],
        organ=scene.organs[_organ_for(scene, asked, "elsewhere")], function=asked, started_on=clock.today(),
    )  # fmt: skip

    if {held, asked} & ADMINISTRATORS:
        assert "office.exclusive_function" in codes(outcome)
    else:
        assert isinstance(outcome, Appointment)


def _organ_for(scene: Scene, function: str, name: str) -> str:
    """A new organ that may be anything."""
    capacity = FUNCTIONS[function].capacity or "unit"
    scene.organs[name] = made(
        register.add_organ(scene.cast.district, scene.persons["system"], name=name, capacities=[capacity])
    )
    return name


def test_an_administrator_whose_term_ended_may_take_another_function(scene):
    scene.hire("somebody", "service", "auditor", started_on=date(2020, 1, 1))
    scene.dismiss("somebody", ended_on=clock.today())

    outcome = register.appoint(
        scene.cast.district, scene.persons["security"], person=scene.persons["somebody"],
        organ=scene.organs["housing"], function="staff", started_on=clock.today(),
    )  # fmt: skip

    assert isinstance(outcome, Appointment)


def test_whoever_registered_a_person_does_not_also_appoint_that_person(scene):
    """The system administrator of last month is the security administrator of today: still not the same two hands."""
    person = add_person(scene, "system")
    scene.dismiss("system")
    made(
        register.appoint(
            scene.cast.district, scene.persons["security"], person=scene.persons["system"],
            organ=scene.organs["service"], function="security_administrator", started_on=clock.today(),
        )
    )  # fmt: skip

    outcome = register.appoint(
        scene.cast.district, scene.persons["system"], person=person, organ=scene.organs["housing"],
        function="staff", started_on=clock.today(),
    )  # fmt: skip

    assert ["office.added_by_the_same"] == codes(outcome)


@pytest.mark.parametrize(
    ("organ", "function", "code"),
    [
        ("housing", "member", "office.organ_without_capacity"),
        ("committee", "officer", "office.organ_without_capacity"),
        ("inquiry", "approver", "office.organ_without_capacity"),
        ("housing", "auditor", "office.organ_without_capacity"),
        ("housing", "emperor", "office.unknown_function"),
    ],
)
def test_a_function_belongs_to_an_organ_of_its_kind(scene, organ, function, code):
    person = add_person(scene, "system")

    outcome = register.appoint(
        scene.cast.district, scene.persons["security"], person=person, organ=scene.organs[organ],
        function=function, started_on=clock.today(),
    )  # fmt: skip

    assert [code] == codes(outcome)


@pytest.mark.parametrize(
    ("do", "code"),
    [
        (lambda s, a: register.add_organ(s.cast.district, a, name=" ", capacities=["unit"]), "office.blank"),
        (
            lambda s, a: register.add_organ(s.cast.district, a, name="x", capacities=["court"]),
            "office.unknown_capacity",
        ),
        (
            lambda s, a: register.add_organ(s.cast.district, a, name=s.organs["housing"].name, capacities=["unit"]),
            "office.already_there",
        ),
        (lambda s, a: register.add_person(s.cast.district, a, name=""), "office.blank"),
        (lambda s, a: register.add_person(s.cast.district, a, name="张\x00三"), "office.unprintable"),
        (lambda s, a: register.add_organ(s.cast.district, a, name="局\ud800", capacities=[]), "office.unprintable"),
        (
            lambda s, a: register.create_account(
                s.cast.district, a, person=_without_account(s), username="zhoumin", password=PASSWORD
            ),
            "office.already_there",
        ),
        (
            lambda s, a: register.create_account(
                s.cast.district, a, person=s.persons["zhoumin"], username="second", password=PASSWORD
            ),
            "office.already_there",
        ),
    ],
)
def test_what_cannot_be_registered_is_refused_by_name(scene, do, code):
    assert [code] == codes(do(scene, scene.persons["system"]))


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("Rong-cuo-2017", True),
        ("容错Rong2017", True),
        ("Aa1-5xy", False),
        ("rongcuorongcuo", False),
        ("rongcuo20172017", False),
        ("password", False),
        ("Password1", False),
        ("", False),
    ],
)
def test_a_password_has_eight_characters_of_three_classes_and_is_not_a_common_one(scene, password, good):
    outcome = register.create_account(
        scene.cast.district, scene.persons["system"], person=_without_account(scene), username="new", password=password
    )

    assert good is not isinstance(outcome, Refused)
    if not good:
        assert ["office.weak_password"] == codes(outcome)


def test_an_owner_changes_the_own_password_and_nobody_elses(scene):
    district, owner = scene.cast.district, scene.persons["zhoumin"]

    def change(actor, old, new):
        return register.change_password(
            district, scene.persons[actor], account=owner.account, old=old, new=new
        )  # fmt: skip

    assert "office.not_your_account" in codes(change("chenliyan", PASSWORD, "Neu-es-Wort-1"))
    assert ["office.wrong_password"] == codes(change("zhoumin", "x", "Neu-es-Wort-1"))
    assert ["office.weak_password"] == codes(change("zhoumin", PASSWORD, "x"))
    changed = change("zhoumin", PASSWORD, "Neu-es-Wort-1")
    assert isinstance(changed, Account)
    assert not changed.must_change_password
    assert None is AccountBackend().authenticate(None, username="zhoumin", password=PASSWORD)
    assert changed == AccountBackend().authenticate(None, username="zhoumin", password="Neu-es-Wort-1")


def test_no_password_and_no_name_reaches_the_register(scene):
    made(add_person(scene, "system"))
    bodies = repr([entry.body for entry in chain.entries(District.objects.get())])

    secret = [account.password for account in Account.objects.all()]
    names = [person.name for person in Person.objects.all()]
    users = [account.username for account in Account.objects.exclude(username__in=("system", "security", "auditor"))]
    assert [] == [word for word in secret + names + users if f"'{word}'" in bodies]


def test_a_closed_account_neither_logs_in_nor_keeps_its_session(scene):
    account = scene.persons["zhoumin"].account
    assert account == AccountBackend().authenticate(None, username="zhoumin", password=PASSWORD)

    register.close_account(scene.cast.district, scene.persons["system"], account=account)

    assert None is AccountBackend().authenticate(None, username="zhoumin", password=PASSWORD)
    assert None is AccountBackend().get_user(account.pk)


def test_an_unknown_name_is_nobody():
    assert None is AccountBackend().authenticate(None, username="nobody", password=PASSWORD)


def test_an_appointment_holds_from_its_first_day_to_the_day_before_it_ends(scene):
    scene.hire("somebody", "inquiry", "officer", started_on=date(2026, 3, 2))
    scene.dismiss("somebody", ended_on=date(2026, 3, 9))
    person = scene.persons["somebody"]

    def in_post(day):
        return bool(posts_of(person, day))

    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 9)]
    assert [False, True, True, False] == list(map(in_post, days))
    organ = scene.organs["inquiry"].id
    on_the_last = roster_of([organ], date(2026, 3, 8))[str(organ)]["officer"]
    assert str(person.id) in on_the_last


def test_an_appointment_ends_once_and_not_before_it_begins(scene):
    appointment = scene.persons["zhoumin"].appointments.get()

    def end(day):
        return register.end_appointment(
            scene.cast.district, scene.persons["security"], appointment=appointment, ended_on=day
        )  # fmt: skip

    assert ["office.ends_before_it_starts"] == codes(end(appointment.started_on - timedelta(days=1)))
    made(end(clock.today()))
    assert ["office.already_ended"] == codes(end(clock.today()))


def test_the_same_post_is_not_held_twice_at_a_time(scene):
    outcome = register.appoint(
        scene.cast.district, scene.persons["security"], person=scene.persons["zhoumin"],
        organ=scene.organs["inquiry"], function="officer", started_on=clock.today(),
    )  # fmt: skip

    assert ["office.already_there"] == codes(outcome)


def test_the_first_set_up_ends_when_both_administrators_are_in_post(scene):
    """Until then the founding acts as `system`; afterwards nobody does."""
    actors = {entry.actor for entry in chain.entries(District.objects.get())}

    assert {"system"} == actors
    assert ["office.already_founded"] == codes(register.add_person(scene.cast.district, None, name="新人"))


def test_an_organ_keeps_how_its_body_votes(scene):
    rule = Organ.objects.get(pk=scene.organs["committee"].pk).vote_rule

    assert (rule.quorum.denominator, rule.base) == (2, "entitled")
    assert None is scene.organs["housing"].vote_rule


def test_a_register_kept_before_bodies_could_vote_secretly_still_agrees_with_its_rows(scene):
    """Entries of then do not name the column; the organs of then vote openly."""
    district = District.objects.get()
    Organ.objects.update(vote_secrecy="")
    entries = [
        replace(entry, body={name: said for name, said in entry.body.items() if name != "vote_secrecy"})
        for entry in chain.entries(district)
    ]

    assert [] == list(differences(district, entries))
    assert "open" == Organ.objects.get(pk=scene.organs["committee"].pk).vote_rule.secrecy


def test_a_body_that_votes_secretly_is_entered_so_and_counts_so(scene):
    rule = VoteRule(Fraction(1, 2), Fraction(1, 2), "voting", "议事规则", "secret")
    organ = made(
        register.add_organ(
            scene.cast.district, scene.persons["system"], name="新委员会", capacities=["deciding"], vote_rule=rule
        )
    )

    assert rule == Organ.objects.get(pk=organ.pk).vote_rule
    assert () == verify_database()
