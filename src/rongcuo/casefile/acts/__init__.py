"""The official acts: one frozen dataclass each, nothing but their content.

Who may do an act, when and where it leads is the pack's procedure table;
what it does to the file is :mod:`rongcuo.casefile.decide` and
:mod:`rongcuo.casefile.evolve`.
"""

from rongcuo.casefile.acts.appealing import (
    CorrectDecision,
    DecideAppeal,
    FileAppeal,
    RequestConsentToChange,
    RevokeExemption,
    ServeAppealDecision,
    VoidEntry,
)
from rongcuo.casefile.acts.base import Act
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
from rongcuo.casefile.acts.inquiring import (
    AnswerClaim,
    Citation,
    Conclude,
    ConsiderExOfficio,
    EvidenceAdded,
    RecordFinding,
    Report,
)
from rongcuo.casefile.acts.matters import (
    AdoptFacts,
    ApplySuperiorRules,
    Merge,
    ReferSuspectedBreach,
    Split,
    Transfer,
    TransferJurisdiction,
)
from rongcuo.casefile.acts.opening import AssignOfficers, NotifyRights, OpenFile, RecordService
from rongcuo.casefile.acts.people import Recuse, ReplaceOfficer
from rongcuo.casefile.acts.recording import ListBreaches, ListEvents, SettleRank

ACTS: dict[str, type[Act]] = {
    shape.name: shape
    for shape in (
        OpenFile,
        AssignOfficers,
        ApplySuperiorRules,
        Transfer,
        TransferJurisdiction,
        Merge,
        Split,
        AdoptFacts,
        ReferSuspectedBreach,
        NotifyRights,
        RecordService,
        FileDefence,
        SupplementDefence,
        WaiveDefence,
        AcceptDefence,
        ConsiderExOfficio,
        RecordFinding,
        ListBreaches,
        ListEvents,
        SettleRank,
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
        FileAppeal,
        RequestConsentToChange,
        DecideAppeal,
        ServeAppealDecision,
        CorrectDecision,
        RevokeExemption,
        VoidEntry,
        Recuse,
        ReplaceOfficer,
    )
}
"""Every act by its name in the procedure table."""

__all__ = [
    "ACTS",
    "AcceptDefence",
    "Act",
    "AdoptFacts",
    "AnswerClaim",
    "ApplySuperiorRules",
    "AssignOfficers",
    "Ballot",
    "Citation",
    "ClaimMade",
    "Conclude",
    "ConsiderExOfficio",
    "CorrectDecision",
    "Decide",
    "DecideAppeal",
    "Deliberate",
    "EvidenceAdded",
    "FileAppeal",
    "FileDefence",
    "GiveConsent",
    "ListBreaches",
    "ListEvents",
    "Merge",
    "NotifyRights",
    "OpenFile",
    "RecordFinding",
    "RecordService",
    "Recuse",
    "ReferSuspectedBreach",
    "RefuseConsent",
    "ReplaceOfficer",
    "Report",
    "RequestConsent",
    "RequestConsentToChange",
    "ReturnForInquiry",
    "ReturnRequest",
    "RevokeExemption",
    "ServeAppealDecision",
    "ServeDecision",
    "SettleRank",
    "Split",
    "SupplementDefence",
    "Transfer",
    "TransferJurisdiction",
    "VoidEntry",
    "WaiveDefence",
]
