"""The official acts: one frozen dataclass each, nothing but their content.

Who may do an act, when and where it leads is the pack's procedure table;
what it does to the file is :mod:`rongcuo.casefile.decide` and
:mod:`rongcuo.casefile.evolve`.
"""

from rongcuo.casefile.acts.applying import AcknowledgeEffect, OrderEffect
from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.acts.clarifying import Clarify
from rongcuo.casefile.acts.consenting import (
    GiveConsent,
    RefuseConsent,
    RequestConsent,
    ReturnRequest,
)
from rongcuo.casefile.acts.deciding import Ballot, Decide, Deliberate, ReturnForInquiry, ServeDecision
from rongcuo.casefile.acts.defending import (
    AcceptDefence,
    ClaimMade,
    FileDefence,
    SupplementDefence,
    WaiveDefence,
)
from rongcuo.casefile.acts.ending import ArchiveFile, CloseFile, FollowUp, RecordDeath, Terminate
from rongcuo.casefile.acts.inquiring import (
    AnswerClaim,
    Citation,
    Conclude,
    ConsiderExOfficio,
    EvidenceAdded,
    RecordFinding,
    Report,
)
from rongcuo.casefile.acts.opening import AssignOfficers, NotifyRights, OpenFile, RecordService
from rongcuo.casefile.acts.people import Recuse, ReplaceOfficer
from rongcuo.casefile.acts.rectifying import IssueRectification, ReportRectification, VerifyRectification

ACTS: dict[str, type[Act]] = {
    shape.name: shape
    for shape in (
        OpenFile,
        AssignOfficers,
        NotifyRights,
        RecordService,
        FileDefence,
        SupplementDefence,
        WaiveDefence,
        AcceptDefence,
        ConsiderExOfficio,
        RecordFinding,
        AnswerClaim,
        Conclude,
        Report,
        ReturnForInquiry,
        Deliberate,
        RequestConsent,
        GiveConsent,
        RefuseConsent,
        ReturnRequest,
        Decide,
        ServeDecision,
        Recuse,
        ReplaceOfficer,
        Clarify,
        OrderEffect,
        AcknowledgeEffect,
        IssueRectification,
        ReportRectification,
        VerifyRectification,
        CloseFile,
        ArchiveFile,
        Terminate,
        RecordDeath,
        FollowUp,
    )
}
"""Every act by its name in the procedure table."""

__all__ = [
    "ACTS",
    "AcceptDefence",
    "AcknowledgeEffect",
    "Act",
    "AnswerClaim",
    "ArchiveFile",
    "AssignOfficers",
    "Ballot",
    "Citation",
    "ClaimMade",
    "Clarify",
    "CloseFile",
    "Conclude",
    "ConsiderExOfficio",
    "Decide",
    "Deliberate",
    "EvidenceAdded",
    "FileDefence",
    "FollowUp",
    "GiveConsent",
    "IssueRectification",
    "NotifyRights",
    "OpenFile",
    "OrderEffect",
    "RecordDeath",
    "RecordFinding",
    "RecordService",
    "Recuse",
    "RefuseConsent",
    "ReplaceOfficer",
    "Report",
    "ReportRectification",
    "RequestConsent",
    "ReturnForInquiry",
    "ReturnRequest",
    "ServeDecision",
    "SupplementDefence",
    "Terminate",
    "VerifyRectification",
    "WaiveDefence",
]
