"""The register read back: what its entries say the rows of organs, persons and appointments should be."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rongcuo.base.canonical import plain
from rongcuo.ledger import Entry
from rongcuo.office.calendars import importing
from rongcuo.office.calendars.models import CalendarImport
from rongcuo.office.erasure import erasure_body
from rongcuo.office.files.models import Erasure
from rongcuo.office.people import register
from rongcuo.office.people.models import Account, Appointment, District, Organ, Person
from rongcuo.office.summaries.models import IssuedSummary, summary_body

Rows = dict[tuple[str, str], Any]


def differences(district: District, entries: Iterable[Entry]) -> Iterator[tuple[int, str]]:
    """The rows that differ from the register: sequence of the entry that speaks of it last, and a name."""
    wanted, spoken = Rows(), dict[tuple[str, str], int]()
    for entry in entries:
        key, value = _FOLDS[entry.type](entry.body, wanted)
        wanted[key], spoken[key] = value, entry.sequence
    found = {key: (plain(value), name) for key, value, name in _rows(district)}
    for key in wanted.keys() | found.keys():
        value, name = found.get(key, (None, key[1]))
        if value != wanted.get(key):
            yield spoken.get(key, 0), name


def _rows(district: District) -> Iterator[tuple[tuple[str, str], object, str]]:
    body = register.district_body(district) | {"named_organs": district.named_organs}
    yield ("district", district.code), body, district.name
    for organ in Organ.objects.filter(district=district):
        yield ("organ", str(organ.pk)), register.organ_body(organ), organ.name
    for person in Person.objects.filter(district=district):
        yield ("person", str(person.pk)), register.person_body(person), person.name
    for account in Account.objects.filter(district=district):
        yield (
            ("account", str(account.pk)),
            register.account_body(account) | {"open": account.is_active},
            account.username,
        )
    for appointment in Appointment.objects.filter(district=district).select_related("person"):
        body = register.appointment_body(appointment) | {"ended_on": appointment.ended_on}
        yield ("appointment", str(appointment.pk)), body, appointment.person.name
    yield from _imports(district)
    for issued in IssuedSummary.objects.filter(district=district):
        yield ("summary", str(issued.pk)), summary_body(issued), issued.title
    for erasure in Erasure.objects.filter(district=district).select_related("casefile"):
        body = erasure_body(erasure) | {"state": erasure.state}
        yield ("erasure", str(erasure.pk)), body, f"{erasure.casefile.number}依法删除"


def _imports(district: District) -> Iterator[tuple[tuple[str, str], object, str]]:
    for imported in CalendarImport.objects.filter(district=district):
        body = importing.import_body(imported) | importing.settled_body(imported)
        yield ("calendar", str(imported.pk)), body, imported.file


_SINCE = {
    "organ": {"vote_secrecy": "", "kind": ""},
    "summary": {"code": "", "drafted_by": "", "reviewed_by": ""},
}
"""What entries of earlier versions do not say of a thing yet, and what it is there."""


def _added(kind: str, **more: object) -> "_Fold":
    def fold(body: Mapping[str, Any], _: Rows) -> tuple[tuple[str, str], Any]:
        identity = body["code"] if kind == "district" else body[kind]
        return (kind, identity), {**_SINCE.get(kind, {}), **body, **more}

    return fold


def _changed(kind: str, **more: object) -> "_Fold":
    def fold(body: Mapping[str, Any], rows: Rows) -> tuple[tuple[str, str], Any]:
        key = (kind, body[kind])
        return key, {**rows[key], **body, **more}

    return fold


def _of_district(name: str) -> "_Fold":
    def fold(body: Mapping[str, Any], rows: Rows) -> tuple[tuple[str, str], Any]:
        key = ("district", body["code"])
        return key, {**rows[key], name: body[name]}

    return fold


_Fold = Callable[[Mapping[str, Any], Rows], tuple[tuple[str, str], Any]]

_FOLDS: Mapping[str, _Fold] = {
    "district_founded": _added("district", named_organs={}),
    "organ_classified": _changed("organ"),
    "summary_issued": _added("summary"),
    "organs_named": _of_district("named_organs"),
    "readings_settled": _of_district("readings"),
    "organ_added": _added("organ"),
    "person_added": _added("person"),
    "account_created": _added("account", open=True),
    "password_reset": _changed("account"),
    "password_changed": _changed("account"),
    "account_closed": _changed("account", open=False),
    "appointed": _added("appointment", ended_on=None),
    "appointment_ended": _changed("appointment"),
    "calendar_imported": _added("calendar", status="pending", place=None, edition="", settled_by=None, settled_on=None),
    "calendar_confirmed": _changed("calendar"),
    "calendar_withdrawn": _changed("calendar"),
    "erasure_ordered": _added("erasure", state=Erasure.ORDERED),
    "erasure_carried_out": _changed("erasure", state=Erasure.CARRIED_OUT),
    "erasure_declined": _changed("erasure", state=Erasure.DECLINED),
}
