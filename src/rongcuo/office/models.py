"""Every model of the office, where Django looks for them."""

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
from rongcuo.office.notices.models import Notice
from rongcuo.office.people.models import Account, Appointment, District, Organ, Person
from rongcuo.office.registers.models import Interpretation, PriorFiling, RegisterText

__all__ = [
    "Account",
    "Appointment",
    "Attachment",
    "CaseFile",
    "District",
    "Draft",
    "DutyRow",
    "Grant",
    "Interpretation",
    "IssuedDocument",
    "LedgerEntry",
    "Notice",
    "Organ",
    "PackEdition",
    "Person",
    "PriorFiling",
    "ReadingsEdition",
    "Recusal",
    "Register",
    "RegisterText",
    "SealedText",
    "Submission",
]
