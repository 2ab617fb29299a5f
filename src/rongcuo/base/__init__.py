"""The words everybody may use: clauses, answers, problems, canonical bytes."""

from rongcuo.base.answers import Answer
from rongcuo.base.canonical import canonical, digest
from rongcuo.base.clauses import ClauseRef
from rongcuo.base.errors import RongcuoError
from rongcuo.base.problems import Place, Problem, Refusal, Severity
from rongcuo.base.sentences import Language, sentence

__all__ = [
    "Answer",
    "ClauseRef",
    "Language",
    "Place",
    "Problem",
    "Refusal",
    "RongcuoError",
    "Severity",
    "canonical",
    "digest",
    "sentence",
]
