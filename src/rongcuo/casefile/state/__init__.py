"""The state of one case file, and what it is made of."""

from rongcuo.casefile.state.assessing import Complexity, Panel, PanelMember, PanelOpinion
from rongcuo.casefile.state.deciding import Conclusion, Consent, Decision, Deliberation, Proposal, Tally
from rongcuo.casefile.state.file import EMPTY, CaseState, Document, Parts
from rongcuo.casefile.state.hearing import Extension, FactsMeeting, SupplementAsked
from rongcuo.casefile.state.inquiry import Bearing, Claim, Defence, Evidence, FindingOnFile, Service
from rongcuo.casefile.state.keeping import CopyApproval, Interference
from rongcuo.casefile.state.reviewing import Consultation, Review

__all__ = [
    "EMPTY",
    "Bearing",
    "CaseState",
    "Claim",
    "Complexity",
    "Conclusion",
    "Consent",
    "Consultation",
    "CopyApproval",
    "Decision",
    "Defence",
    "Deliberation",
    "Document",
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
    "Review",
    "Service",
    "SupplementAsked",
    "Tally",
]
