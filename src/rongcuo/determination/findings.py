"""What a file says of the policy's questions of fact, and what two of them forbid together."""

from collections.abc import Mapping
from dataclasses import dataclass

from rongcuo.base import Answer, Place, Problem, RongcuoError, digest
from rongcuo.law import Pack


@dataclass(frozen=True, slots=True)
class FindingState:
    """The answer to one question of fact, with the evidence and the reason on file.

    A piece of evidence is its id on file, or a mapping of the caller's own.
    ``inquired`` parts two kinds of undetermined: asked and not to be found out
    (查而未明), or not asked yet (未查问). It is said beside the result and
    never changes it.
    """

    answer: Answer = Answer.UNDETERMINED
    evidence: tuple[str | Mapping[str, object], ...] = ()
    note: str | None = None
    inquired: bool = False


Findings = Mapping[str, FindingState]
"""By the finding's id; what is absent is undetermined."""

SILENT = FindingState()


class UnknownFinding(RongcuoError):
    """The policy asks no such question of fact; the request should have been read by ``read_request``."""


class ContradictoryFindings(RongcuoError):
    """Findings that exclude each other are both established; such a file is refused before it is determined."""


def contradictions(pack: Pack, findings: Findings) -> tuple[Problem, ...]:
    """One problem per declared set of exclusives of which more than one is established."""
    problems = []
    for exclusive in pack.exclusives:
        both = [f for f in exclusive.findings if findings.get(f, SILENT).answer is Answer.ESTABLISHED]
        if len(both) > 1:
            labels = "、".join(pack.findings[finding].label for finding in both)
            place = Place(field=f"findings.{both[-1]}", clause=exclusive.clause)
            problems.append(
                Problem("finding.exclude_each_other", {"findings": ", ".join(both), "labels": labels}, place)
            )
    return tuple(problems)


def findings_digest(findings: Findings) -> str:
    """Over the answers and the evidence they rest on.

    Reasons are free text and stay outside, so that erasing one does not
    make an old receipt unverifiable; whether somebody asked changes no result
    and stays outside too. A silent finding counts as absent.
    """
    said = {
        finding: {"value": state.answer.value, "evidence": state.evidence}
        for finding, state in findings.items()
        if state.answer is not Answer.UNDETERMINED or state.evidence
    }
    return digest("rongcuo/findings", said)
