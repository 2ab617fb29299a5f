"""The official acts: one frozen dataclass each, nothing but their content.

Who may do an act, when and where it leads is the pack's procedure table;
what it does to the file is :mod:`rongcuo.casefile.decide` and
:mod:`rongcuo.casefile.evolve`.
"""

from rongcuo.casefile.acts.assessing import (
    AssessComplexity,
    ConvenePanel,
    DissentKept,
    GivePanelOpinion,
    Invitation,
)
from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.acts.consenting import (
    GiveConsent,
    RefuseConsent,
    RequestConsent,
    ReturnRequest,
)
from rongcuo.casefile.acts.deciding import (
    Ballot,
    Decide,
    Deliberate,
    ReturnForInquiry,
    SecretVotes,
    ServeDecision,
)
from rongcuo.casefile.acts.defending import (
    AcceptDefence,
    ClaimMade,
    FileDefence,
    SupplementDefence,
    WaiveDefence,
)
from rongcuo.casefile.acts.hearing import AskForSupplement, ExtendLimit, MeetOnFacts, WithdrawDefence
from rongcuo.casefile.acts.inquiring import (
    AnswerClaim,
    Citation,
    Conclude,
    ConsiderExOfficio,
    EvidenceAdded,
    RecordFinding,
    Report,
)
from rongcuo.casefile.acts.keeping import ApproveCopy, RecordInterference, RecordReturn
from rongcuo.casefile.acts.opening import AssignOfficers, NotifyRights, OpenFile, RecordService
from rongcuo.casefile.acts.people import Recuse, ReplaceOfficer
from rongcuo.casefile.acts.reviewing import AnswerConsultation, CaseReview, Consult, HeadReviewed, SendForReview

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
        WithdrawDefence,
        ExtendLimit,
        AskForSupplement,
        ConsiderExOfficio,
        AssessComplexity,
        ConvenePanel,
        GivePanelOpinion,
        RecordFinding,
        AnswerClaim,
        MeetOnFacts,
        Conclude,
        Report,
        SendForReview,
        CaseReview,
        Consult,
        AnswerConsultation,
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
        RecordInterference,
        ApproveCopy,
        RecordReturn,
    )
}
"""Every act by its name in the procedure table."""

__all__ = [
    "ACTS",
    "AcceptDefence",
    "Act",
    "AnswerClaim",
    "AnswerConsultation",
    "ApproveCopy",
    "AskForSupplement",
    "AssessComplexity",
    "AssignOfficers",
    "Ballot",
    "CaseReview",
    "Citation",
    "ClaimMade",
    "Conclude",
    "ConsiderExOfficio",
    "Consult",
    "ConvenePanel",
    "Decide",
    "Deliberate",
    "DissentKept",
    "EvidenceAdded",
    "ExtendLimit",
    "FileDefence",
    "GiveConsent",
    "GivePanelOpinion",
    "HeadReviewed",
    "Invitation",
    "MeetOnFacts",
    "NotifyRights",
    "OpenFile",
    "RecordFinding",
    "RecordInterference",
    "RecordReturn",
    "RecordService",
    "Recuse",
    "RefuseConsent",
    "ReplaceOfficer",
    "Report",
    "RequestConsent",
    "ReturnForInquiry",
    "ReturnRequest",
    "SecretVotes",
    "SendForReview",
    "ServeDecision",
    "SupplementDefence",
    "WaiveDefence",
    "WithdrawDefence",
]
