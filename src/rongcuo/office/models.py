"""Every model of the office, where Django looks for them."""

from rongcuo.office.calendars.models import CalendarEdition, CalendarImport
from rongcuo.office.cases.models import (
    CaseFile,
    CheckpointLog,
    Draft,
    DutyRow,
    Grant,
    LedgerEntry,
    LogLeaf,
    PackEdition,
    ReadingsEdition,
    Recusal,
    Submission,
)
from rongcuo.office.files.models import Attachment, Erasure, IssuedDocument, Register, SealedText
from rongcuo.office.notices.models import Notice, Reminder
from rongcuo.office.people.models import Account, Appointment, District, Organ, Person

__all__ = [
    "Account",
    "Appointment",
    "Attachment",
    "CalendarEdition",
    "CalendarImport",
    "CaseFile",
    "CheckpointLog",
    "District",
    "Draft",
    "DutyRow",
    "Erasure",
    "Grant",
    "IssuedDocument",
    "LedgerEntry",
    "LogLeaf",
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
