"""The state of one case file, and what it is made of."""

from rongcuo.casefile.state.after import ArchivePlace, Clarification, EffectOrder, Rectification, Visit
from rongcuo.casefile.state.appealing import Appeal
from rongcuo.casefile.state.assessing import Complexity, Panel, PanelMember, PanelOpinion
from rongcuo.casefile.state.deciding import Conclusion, Consent, Decision, Deliberation, Proposal, Tally
from rongcuo.casefile.state.documents import Done, SignedDocument
from rongcuo.casefile.state.file import EMPTY, CaseState, Document, Parts
from rongcuo.casefile.state.hearing import Extension, FactsMeeting, SupplementAsked
from rongcuo.casefile.state.inquiry import Bearing, Claim, Defence, Evidence, FindingOnFile, Service
from rongcuo.casefile.state.keeping import CopyApproval, Interference
from rongcuo.casefile.state.matters import Adopted, Related
from rongcuo.casefile.state.recording import Records
from rongcuo.casefile.state.reviewing import Consultation, Review

__all__ = [
    "EMPTY",
    "Adopted",
    "Appeal",
    "ArchivePlace",
    "Bearing",
    "CaseState",
    "Claim",
    "Clarification",
    "Complexity",
    "Conclusion",
    "Consent",
    "Consultation",
    "CopyApproval",
    "Decision",
    "Defence",
    "Deliberation",
    "Document",
    "Done",
    "EffectOrder",
    "Evidence",
    "Extension",
    "FactsMeeting",
    "FindingOnFile",
    "Interference",
    "Panel",
    "PanelMember",
    "PanelOpinion",
    "Parts",
    "Proposal",
    "Records",
    "Rectification",
    "Related",
    "Review",
    "Service",
    "SignedDocument",
    "SupplementAsked",
    "Tally",
    "Visit",
]
