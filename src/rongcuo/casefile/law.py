"""The file before the law: its findings compared with the policy."""

from collections.abc import Mapping

from rongcuo.casefile.acts import Conclude, CorrectDecision, Decide, DecideAppeal, Deliberate
from rongcuo.casefile.state import CaseState, FindingOnFile, Proposal
from rongcuo.determination import Determination, FindingState, determine
from rongcuo.law.pack import Policy

Deciding = Conclude | Deliberate | Decide | DecideAppeal | CorrectDecision
"""The acts that propose or take a decision, and so stand beside the determination."""


def findings_of(state: CaseState) -> dict[str, FindingState]:
    """The findings on file as the determination reads them."""
    return {name: _state(finding) for name, finding in state.findings.items()}


def compare(state: CaseState, policy: Policy) -> Determination:
    """The determination on the findings on file (条文比对结果)."""
    return determine(policy, findings_of(state))


def departs(determination: Determination, proposal: Proposal, standing: str | None) -> bool:
    """Whether written reasons are owed: outside what the law allows, or while it is open."""
    outside = standing is not None and not determination.allows(standing)
    return outside or determination.needs_reasons(proposal.decision)


def proposal_of(act: Deciding) -> Proposal | None:
    """What the act proposes or decides; none where it leaves the decision as it is."""
    decision = act.proposal if isinstance(act, Conclude | Deliberate) else act.decision
    return Proposal(decision, act.measure) if decision is not None else None


def standing_of(act: Deciding) -> str | None:
    """The standing that the act concludes; only a conclusion names one."""
    return act.standing if isinstance(act, Conclude) else None


def _state(finding: FindingOnFile) -> FindingState:
    evidence: tuple[Mapping[str, object], ...] = tuple(
        {"number": item.number, "supports": item.supports} for item in finding.evidence
    )
    return FindingState(finding.answer, evidence, inquired=True)
