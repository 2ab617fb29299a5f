"""Which standings the law still allows on a file's findings, exactly, and why.

``determine`` compares, ``ask`` says what to establish next, ``check`` proves
things of a pack before any file, ``diff`` says which situations two policies
treat differently, ``draw`` pictures a pack. ``read_request`` and
``answer`` are the JSON forms. A determination never concludes or decides:
people do (5.3, 5.4).
"""

from rongcuo.determination.answer import QUESTION_SCHEMA, SCHEMA, answer, question
from rongcuo.determination.ask import Inquiry, Question, ask
from rongcuo.determination.counterfactual import Change, Counterfactual, counterfactual, counterfactuals
from rongcuo.determination.derivation.derive import Derivations, derive
from rongcuo.determination.determine import Determination, Receipt, Reported, determine
from rongcuo.determination.diagram import Diagram, compile  # noqa: A004  the word of the trade for it
from rongcuo.determination.diff import Difference, diff
from rongcuo.determination.explanation import Explanation
from rongcuo.determination.findings import (
    ContradictoryFindings,
    Findings,
    FindingState,
    UnknownFinding,
    contradictions,
)
from rongcuo.determination.forest import DiagramTooLarge
from rongcuo.determination.outcome import UNDETERMINED
from rongcuo.determination.pictures.drawing import draw
from rongcuo.determination.proof.check import check, examine
from rongcuo.determination.proof.proofs import Proofs, prove
from rongcuo.determination.request import Request, UnreadableFindings, findings_from, read_request, request_of
from rongcuo.determination.tree import Point

__all__ = [
    "QUESTION_SCHEMA",
    "SCHEMA",
    "UNDETERMINED",
    "Change",
    "ContradictoryFindings",
    "Counterfactual",
    "Derivations",
    "Determination",
    "Diagram",
    "DiagramTooLarge",
    "Difference",
    "Explanation",
    "FindingState",
    "Findings",
    "Inquiry",
    "Point",
    "Proofs",
    "Question",
    "Receipt",
    "Reported",
    "Request",
    "UnknownFinding",
    "UnreadableFindings",
    "answer",
    "ask",
    "check",
    "compile",
    "contradictions",
    "counterfactual",
    "counterfactuals",
    "derive",
    "determine",
    "diff",
    "draw",
    "examine",
    "findings_from",
    "prove",
    "question",
    "read_request",
    "request_of",
]
