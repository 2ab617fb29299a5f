"""The state of one case file, and what it is made of."""

from rongcuo.casefile.state.after import ArchivePlace, Clarification, EffectOrder, Rectification, Visit
from rongcuo.casefile.state.deciding import Conclusion, Consent, Decision, Deliberation, Proposal, Tally
from rongcuo.casefile.state.file import EMPTY, CaseState, Document, Parts
from rongcuo.casefile.state.inquiry import Bearing, Claim, Defence, Evidence, FindingOnFile, Service

__all__ = [
    "EMPTY",
    "ArchivePlace",
    "Bearing",
    "CaseState",
    "Claim",
    "Clarification",
    "Conclusion",
    "Consent",
    "Decision",
    "Defence",
    "Deliberation",
    "Document",
    "EffectOrder",
    "Evidence",
    "FindingOnFile",
    "Parts",
    "Proposal",
    "Rectification",
    "Service",
    "Tally",
    "Visit",
]
