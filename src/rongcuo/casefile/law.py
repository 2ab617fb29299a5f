"""The file before the law: its findings compared with the policy."""

from collections.abc import Mapping

from rongcuo.casefile.acts import Conclude, CorrectDecision, Decide, DecideAppeal, Deliberate
from rongcuo.casefile.state import CaseState, FindingOnFile, Proposal, Records
from rongcuo.determination import Determination, FindingState, determine
from rongcuo.determination.derivation.derive import Derivations, derive
from rongcuo.determination.derivation.request import read_facts
from rongcuo.law.pack import Policy

Deciding = Conclude | Deliberate | Decide | DecideAppeal | CorrectDecision
"""The acts that propose or take a decision, and so stand beside the determination."""


def findings_of(state: CaseState) -> dict[str, FindingState]:
    """The findings on file as the determination reads them."""
    return {name: _state(finding) for name, finding in state.findings.items()}


def derived_on(state: CaseState, policy: Policy) -> Derivations:
    """What follows from the records on file; nothing where the pack derives nothing or nothing is entered."""
    said = {name: _entered(records) for name, records in state.records.items()}
    return derive(policy, read_facts(policy.pack, said, [])) if said else Derivations()


def filled(state: CaseState, policy: Policy) -> dict[str, FindingState]:
    """The findings on file, and what follows from the records for those that nobody has recorded."""
    return derived_on(state, policy).fill(findings_of(state))


def compare(state: CaseState, policy: Policy) -> Determination:
    """The determination on the findings on file (条文比对结果), those that follow from its records included."""
    return determine(policy, filled(state, policy))


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


def _entered(records: Records) -> Mapping[str, object]:
    """A list as the determination reads it: yes and no as such, each row with the evidence of the list."""
    pieces = [{"number": number, "supports": True} for number in records.evidence]
    rows = [{name: _TRUTH.get(value, value) for name, value in row.items()} for row in records.rows]
    return {"rows": [row | {"evidence": pieces} for row in rows], "complete": records.complete}


_TRUTH: Mapping[object, bool] = {"yes": True, "no": False}


def _state(finding: FindingOnFile) -> FindingState:
    evidence: tuple[Mapping[str, object], ...] = tuple(
        {"number": item.number, "supports": item.supports} for item in finding.evidence
    )
    return FindingState(finding.answer, evidence, inquired=True)
