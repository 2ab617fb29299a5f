"""Every model of the office, where Django looks for them."""

from rongcuo.office.calendars.models import CalendarEdition, CalendarImport
from rongcuo.office.cases.models import (
    CaseFile,
    Draft,
    DutyRow,
    Grant,
    LedgerEntry,
    PackEdition,
    ReadingsEdition,
    Recusal,
    Submission,
)
from rongcuo.office.files.models import Attachment, IssuedDocument, Register, SealedText
from rongcuo.office.notices.models import Notice, Reminder
from rongcuo.office.people.models import Account, Appointment, District, Organ, Person

__all__ = [
    "Account",
    "Appointment",
    "Attachment",
    "CalendarEdition",
    "CalendarImport",
    "CaseFile",
    "District",
    "Draft",
    "DutyRow",
    "Grant",
    "IssuedDocument",
    "LedgerEntry",
    "Notice",
    "Organ",
    "PackEdition",
    "Person",
    "ReadingsEdition",
    "Recusal",
    "Register",
    "Reminder",
    "SealedText",
    "Submission",
]
