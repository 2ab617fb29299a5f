"""The office's own register: every change of organs, persons, accounts and appointments.

Each function writes its row and an entry of the district's register in one
transaction, or answers with :class:`~rongcuo.office.outcomes.Refused` and
changes nothing. ``actor`` none is the first set-up.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from rongcuo.base import Refusal
from rongcuo.casefile.context import VoteRule
from rongcuo.office import clock
from rongcuo.office.people import rules
from rongcuo.office.people.functions import CAPACITIES, DUTIES, FUNCTIONS
from rongcuo.office.people.models import Account, Appointment, District, Organ, Person
from rongcuo.office.people.recording import act as _act
from rongcuo.office.people.recording import check as _check
from rongcuo.office.people.recording import not_blank as _not_blank
from rongcuo.office.people.recording import record as _record
from rongcuo.workdays import load_calendar


def found_district(*, code: str, name: str, short_name: str, policy: str) -> District:
    """The district itself; its first entry is made by the set-up."""
    with transaction.atomic():
        district = District.objects.create(
            code=code, name=name, short_name=short_name, policy=policy, calendar=load_calendar().digest
        )
        _record(district, None, "district_founded", district_body(district))
    return district


@_act
def add_organ(
    district: District,
    actor: Person | None,
    *,
    name: str,
    capacities: Iterable[str],
    short_name: str = "",
    parent: Organ | None = None,
    superior: Organ | None = None,
    vote_rule: VoteRule | None = None,
    address: str = "",
    contact: str = "",
    telephone: str = "",
    kind: str = "",
) -> Organ:
    """A new organ. ``superior`` is its superior discipline organ, ``vote_rule`` how its body counts votes."""
    capacities = sorted(set(capacities))
    _check(*_not_blank(name, "名称"))
    _check(
        *rules.may(district, actor, "system_administrator", clock.today()),
        *rules.unknown(capacities, CAPACITIES, "office.unknown_capacity"),
        *_free(Organ.objects.filter(district=district, name=name.strip()).exists(), name),
    )
    organ = Organ.objects.create(
        district=district, name=name.strip(), short_name=short_name, parent=parent, superior=superior,
        capacities=capacities, kind=kind, address=address, contact=contact, telephone=telephone,
        **_vote_columns(vote_rule),
    )  # fmt: skip
    _record(district, actor, "organ_added", organ_body(organ))
    return organ


@_act
def classify_organ(district: District, actor: Person | None, *, organ: Organ, kind: str) -> Organ:
    """What kind of organisation an organ is, where that was not said, or has changed."""
    _check(*rules.may(district, actor, "system_administrator", clock.today()))
    organ.kind = kind
    organ.save(update_fields=("kind",))
    _record(district, actor, "organ_classified", {"organ": str(organ.pk), "kind": kind})
    return organ


@_act
def add_person(district: District, actor: Person | None, *, name: str) -> Person:
    """A new person, without account or appointment."""
    _check(*rules.may(district, actor, "system_administrator", clock.today()), *_not_blank(name, "姓名"))
    person = Person.objects.create(district=district, name=name.strip(), salt=secrets.token_hex(16), added_by=actor)
    _record(district, actor, "person_added", person_body(person))
    return person


@_act
def create_account(
    district: District, actor: Person | None, *, person: Person, username: str, password: str, must_change: bool = True
) -> Account:
    """An account with a first password, which its owner must change unless nobody else has seen it."""
    _check(*_not_blank(username, "登录名"))
    account = Account(district=district, person=person, username=username.strip(), must_change_password=must_change)
    _check(
        *rules.may(district, actor, "system_administrator", clock.today()),
        *_free(Account.objects.filter(district=district, username=username.strip()).exists(), username),
        *_free(Account.objects.filter(person=person).exists(), person.name),
        *_weak(password, account),
    )
    account.set_password(password)
    account.save(force_insert=True)
    _record(district, actor, "account_created", account_body(account))
    return account


@_act
def reset_password(district: District, actor: Person | None, *, account: Account, password: str) -> Account:
    """A new first password for somebody who lost the old one."""
    _check(*rules.may(district, actor, "system_administrator", clock.today()), *_weak(password, account))
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=("password", "must_change_password"))
    _record(district, actor, "password_reset", account_body(account))
    return account


@_act
def change_password(district: District, actor: Person | None, *, account: Account, old: str, new: str) -> Account:
    """The owner's own change; the register notes that it happened, nothing of the password."""
    own = actor is not None and account.person_id == actor.id
    _check(
        *([] if own else [Refusal("office.not_your_account")]),
        *([] if account.check_password(old) else [Refusal("office.wrong_password")]),
        *_weak(new, account),
    )
    account.set_password(new)
    account.must_change_password = False
    account.save(update_fields=("password", "must_change_password"))
    _record(district, actor, "password_changed", account_body(account))
    return account


@_act
def close_account(district: District, actor: Person | None, *, account: Account) -> Account:
    """Nobody logs in with it any more, and its sessions end with the next request."""
    _check(*rules.may(district, actor, "system_administrator", clock.today()))
    account.is_active = False
    account.save(update_fields=("is_active",))
    _record(district, actor, "account_closed", account_body(account))
    return account


@_act
def appoint(
    district: District, actor: Person | None, *, person: Person, organ: Organ, function: str, started_on: date
) -> Appointment:
    """Put a person in post. The three administrators are kept apart from each other and from case files."""
    _check(
        *rules.may(district, actor, "security_administrator", clock.today()),
        *rules.unknown([function], FUNCTIONS, "office.unknown_function"),
    )
    doubled = Appointment.objects.filter(person=person, organ=organ, function=function, ended_on=None).exists()
    _check(
        *rules.fits(organ, function),
        *rules.compatible(person, function, started_on),
        *rules.two_hands(person, actor),
        *_free(doubled, f"{person.name}（{FUNCTIONS[function].label}）"),
    )
    appointment = Appointment.objects.create(
        district=district, person=person, organ=organ, function=function, started_on=started_on
    )
    _record(district, actor, "appointed", appointment_body(appointment), occurred_on=min(started_on, clock.today()))
    return appointment


@_act
def end_appointment(
    district: District, actor: Person | None, *, appointment: Appointment, ended_on: date
) -> Appointment:
    """End it: from ``ended_on`` the person is no longer in post and sees nothing through it."""
    appointment.refresh_from_db()
    _check(
        *rules.may(district, actor, "security_administrator", clock.today()),
        *([] if appointment.ended_on is None else [Refusal("office.already_ended")]),
        *([] if ended_on >= appointment.started_on else [Refusal("office.ends_before_it_starts")]),
    )
    appointment.ended_on = ended_on
    appointment.save(update_fields=("ended_on",))
    body = {"appointment": str(appointment.id), "ended_on": ended_on}
    _record(district, actor, "appointment_ended", body, occurred_on=min(ended_on, clock.today()))
    return appointment


@_act
def name_organs(district: District, actor: Person | None, *, duty: str, organs: Iterable[Organ]) -> District:
    """Say which organs interpret (7.2), or receive prior filings (none: the district does not offer them)."""
    named = sorted(str(organ.id) for organ in organs)
    _check(
        *rules.may(district, actor, "system_administrator", clock.today()),
        *rules.unknown([duty], DUTIES, "office.unknown_duty"),
    )
    district.named_organs = {**district.named_organs, duty: named}
    district.save(update_fields=("named_organs",))
    _record(district, actor, "organs_named", {"code": district.code, "named_organs": district.named_organs})
    return district


def settle_readings(district: District, actor: Person, *, falls: str, stands: str, by: Mapping[str, str]) -> None:
    """A reading that no longer is settled, and one that is now (``id=value``); files already opened keep theirs.

    For the door of interpretations alone, within its transaction; ``by`` is the interpretation that says so.
    """
    locked = District.objects.select_for_update().get(pk=district.pk)
    readings = {name: value for name, value in locked.readings.items() if f"{name}={value}" != falls}
    if stands:
        name, _, value = stands.partition("=")
        readings[name] = value
    if readings == locked.readings:
        return
    locked.readings = readings
    locked.save(update_fields=("readings",))
    _record(locked, actor, "readings_settled", {"code": locked.code, "readings": readings, **by})


def district_body(district: District) -> dict[str, object]:
    """What the register says of the district."""
    names = ("code", "name", "short_name", "policy", "readings")
    return {name: getattr(district, name) for name in names}


def person_body(person: Person) -> dict[str, object]:
    """What the register says of a person: an id and the seal of the name."""
    return {"person": str(person.id), "name": person.seal()}


def organ_body(organ: Organ) -> dict[str, object]:
    """What the register says of an organ."""
    names = (
        "name", "short_name", "capacities", "kind", "address", "contact", "telephone",
        "vote_quorum", "vote_majority", "vote_base", "vote_source", "vote_secrecy",
    )  # fmt: skip
    said: dict[str, object] = {name: getattr(organ, name) for name in names}
    related = {"parent": organ.parent_id, "superior": organ.superior_id}
    return {"organ": str(organ.id)} | said | {name: str(id_) if id_ else None for name, id_ in related.items()}


def account_body(account: Account) -> dict[str, object]:
    """What the register says of an account: nothing that would help to log in, nor a name."""
    return {"account": str(account.id), "person": str(account.person_id)}


def appointment_body(appointment: Appointment) -> dict[str, object]:
    """What the register says of an appointment when it begins."""
    return {
        "appointment": str(appointment.id),
        "person": str(appointment.person_id),
        "organ": str(appointment.organ_id),
        "function": appointment.function,
        "started_on": appointment.started_on,
    }


def _vote_columns(rule: VoteRule | None) -> dict[str, str]:
    if rule is None:
        return {}
    return {
        "vote_quorum": str(rule.quorum),
        "vote_majority": str(rule.majority),
        "vote_base": rule.base,
        "vote_source": rule.source,
        "vote_secrecy": rule.secrecy,
    }


def _free(taken: bool, name: str) -> list[Refusal]:
    return [Refusal("office.already_there", {"name": name})] if taken else []


def _weak(password: str, account: Account) -> list[Refusal]:
    try:
        validate_password(password, account)
    except ValidationError as weak:
        return [Refusal("office.weak_password", {"reasons": "".join(weak.messages)})]
    return []
