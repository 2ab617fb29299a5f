"""The determination (条文比对结果): which standings the law still allows on these findings, and why.

The engine narrows, the organ decides: nothing here concludes or decides. A
conclusion or a decision is compared with the result afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rongcuo import __version__
from rongcuo.base import Answer, ClauseRef, digest
from rongcuo.determination.compiled import Compiled, compiled
from rongcuo.determination.findings import SILENT, Findings, FindingState, findings_digest, known
from rongcuo.determination.tree import Explanation, explain
from rongcuo.law import Policy

UNDETERMINED = "undetermined"
"""Stands in place of a standing while the law still allows more than one."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A source (7.1) that stands beside every standing and never gates it."""

    finding: str
    label: str
    clause: ClauseRef
    state: FindingState


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the result was made from and under: the same inputs give the same receipt.

    Digests are SHA-256 in hexadecimal.
    """

    policy: str
    effective_from: str
    text_digest: str
    pack_digest: str
    engine: str
    readings: Mapping[str, str]
    findings_digest: str
    result_digest: str


@dataclass(frozen=True, slots=True)
class Determination:
    """The result on one file.

    ``possible`` are the standings that some admissible completion of the file
    reaches, sorted; ``standing`` is the only one of them, else
    ``"undetermined"``. ``entries`` are the lines of the ordered list that can
    decide, in its order. ``clauses``, ``modality`` and ``decisions`` belong to
    the standing and are empty while it is undetermined. ``missing`` are the
    open findings that can still change the result, ``contested`` those with
    evidence both ways (evaluated as undetermined), both in the law's order.
    """

    standing: str
    possible: tuple[str, ...]
    entries: tuple[str, ...]
    clauses: tuple[ClauseRef, ...]
    missing: tuple[str, ...]
    contested: tuple[str, ...]
    modality: str | None
    decisions: tuple[str, ...]
    lawful_somewhere: tuple[str, ...]
    """The decisions that are lawful under at least one possible standing, sorted."""
    reported: tuple[Reported, ...]
    explanation: Explanation
    receipt: Receipt

    @property
    def is_determined(self) -> bool:
        return self.standing != UNDETERMINED

    def allows(self, standing: str) -> bool:
        """Whether a conclusion of ``standing`` is within the result."""
        return standing in self.possible

    def is_departure(self, decision: str) -> bool:
        """Whether ``decision`` is lawful under none of the possible standings."""
        return decision not in self.lawful_somewhere

    def needs_reasons(self, decision: str) -> bool:
        """A departure needs written reasons; while undetermined every decision does, naming ``missing``."""
        return not self.is_determined or self.is_departure(decision)


def determine(policy: Policy, findings: Findings) -> Determination:
    """Compare ``findings`` with the rules of ``policy``.

    What ``findings`` does not name is undetermined. Raises ``UnknownFinding``
    and ``ContradictoryFindings`` for what ``read_request`` or the record of
    findings should have refused.
    """
    ready = compiled(policy)
    facts = known(policy, findings)
    reached = ready.diagram.outcomes(facts)
    entries = tuple(entry.id for entry in policy.entries if entry.id in reached)
    possible = tuple(sorted({ready.standing_of[entry] for entry in entries}))
    standing = possible[0] if len(possible) == 1 else UNDETERMINED
    settled = standing != UNDETERMINED
    clauses = _clauses(policy, entries) if settled else ()
    missing = () if settled else ready.diagram.under(facts, ready.standing_of).pivotal()
    contested = tuple(f for f in policy.pack.findings if findings.get(f, SILENT).answer is Answer.CONTESTED)
    return Determination(
        standing=standing,
        possible=possible,
        entries=entries,
        clauses=clauses,
        missing=missing,
        contested=contested,
        modality=policy.modality(standing) if settled else None,
        decisions=policy.pack.standings[standing].decisions if settled else (),
        lawful_somewhere=tuple(sorted({d for each in possible for d in policy.pack.standings[each].decisions})),
        reported=_reported(policy, findings),
        explanation=explain(ready.outline, findings, reached),
        receipt=_receipt(ready, findings, (standing, possible, entries, [*map(str, clauses)], missing, contested)),
    )


def _clauses(policy: Policy, entries: tuple[str, ...]) -> tuple[ClauseRef, ...]:
    cited = (clause for entry in policy.entries if entry.id in entries for clause in entry.clauses)
    return tuple(dict.fromkeys(cited))


def _reported(policy: Policy, findings: Findings) -> tuple[Reported, ...]:
    return tuple(
        Reported(finding.id, finding.label, finding.clause, findings.get(finding.id, SILENT))
        for finding in policy.pack.findings.values()
        if finding.kind == "source"
    )


def _receipt(ready: Compiled, findings: Findings, result: Sequence[object]) -> Receipt:
    title = ready.policy.pack.title
    return Receipt(
        policy=title.policy,
        effective_from=title.effective_from.isoformat(),
        text_digest=title.text_digest,
        pack_digest=ready.policy.pack.digest,
        engine=__version__,
        readings=dict(ready.policy.readings),
        findings_digest=findings_digest(findings),
        result_digest=digest("rongcuo/result", result),
    )
