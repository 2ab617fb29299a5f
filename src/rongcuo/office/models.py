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
from rongcuo.office.files.models import Attachment, DocumentDraft, Erasure, IssuedDocument, Register, SealedText
from rongcuo.office.notices.models import Notice, Reminder
from rongcuo.office.people.models import Account, Appointment, District, Organ, Person
from rongcuo.office.registers.models import Interpretation, PriorFiling, RegisterText
from rongcuo.office.summaries.models import CaseFacts, IssuedSummary, SummaryDraft

__all__ = [
    "Account",
    "Appointment",
    "Attachment",
    "CalendarEdition",
    "CalendarImport",
    "CaseFacts",
    "CaseFile",
    "CheckpointLog",
    "District",
    "DocumentDraft",
    "Draft",
    "DutyRow",
    "Erasure",
    "Grant",
    "Interpretation",
    "IssuedDocument",
    "IssuedSummary",
    "LedgerEntry",
    "LogLeaf",
    "Notice",
    "Organ",
    "PackEdition",
    "Person",
    "PriorFiling",
    "ReadingsEdition",
    "Recusal",
    "Register",
    "RegisterText",
    "Reminder",
    "SealedText",
    "Submission",
    "SummaryDraft",
]
