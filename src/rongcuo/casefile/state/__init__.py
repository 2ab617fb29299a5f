"""The state of one case file, and what it is made of."""

from rongcuo.casefile.state.appealing import Appeal
from rongcuo.casefile.state.deciding import Conclusion, Consent, Decision, Deliberation, Proposal, Tally
from rongcuo.casefile.state.file import EMPTY, CaseState, Document, Parts
from rongcuo.casefile.state.inquiry import Bearing, Claim, Defence, Evidence, FindingOnFile, Service
from rongcuo.casefile.state.matters import Adopted, Related
from rongcuo.casefile.state.recording import Records

__all__ = [
    "EMPTY",
    "Adopted",
    "Appeal",
    "Bearing",
    "CaseState",
    "Claim",
    "Conclusion",
    "Consent",
    "Decision",
    "Defence",
    "Deliberation",
    "Document",
    "Evidence",
    "FindingOnFile",
    "Parts",
    "Proposal",
    "Records",
    "Related",
    "Service",
    "Tally",
]
