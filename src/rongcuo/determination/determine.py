"""The determination (条文比对结果): which standings the law still allows on these findings, and why.

The engine narrows, the organ decides: nothing here concludes or decides. A
conclusion or a decision is compared with the result afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rongcuo._version import __version__
from rongcuo.base import ClauseRef, digest
from rongcuo.determination.compiled import Compiled, compiled
from rongcuo.determination.explanation import Answers, Explanation
from rongcuo.determination.findings import SILENT, Findings, FindingState, findings_digest
from rongcuo.determination.outcome import UNDETERMINED
from rongcuo.determination.residual import residual
from rongcuo.determination.robust import Robust, readings
from rongcuo.law import Policy


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


class Determination:
    """The result on one file. The possible standings are worked out at once, their reasons when asked for.

    ``possible`` are the standings that some admissible completion of the file
    reaches, sorted; ``standing`` is the only one of them, else
    ``"undetermined"``. ``entries``, ``clauses``, ``modality``, ``decisions``
    and ``lawful_somewhere`` are those of
    :class:`~rongcuo.determination.outcome.Outcome`.
    """

    def __init__(self, ready: Compiled, findings: Findings) -> None:
        self.policy: Policy = ready.policy
        self.findings: Findings = dict(findings)
        self._ready = ready
        self._answers: Answers = ready.answers(findings)
        outcome = self._outcome = ready.outcome(self._answers)
        self.standing: str = outcome.standing
        self.possible: tuple[str, ...] = outcome.possible
        self._explanation: Explanation | None = None

    @property
    def is_determined(self) -> bool:
        return self.standing != UNDETERMINED

    @property
    def entries(self) -> tuple[str, ...]:
        return self._outcome.entries

    @property
    def clauses(self) -> tuple[ClauseRef, ...]:
        return self._outcome.clauses

    @property
    def modality(self) -> str | None:
        return self._outcome.modality

    @property
    def decisions(self) -> tuple[str, ...]:
        return self._outcome.decisions

    @property
    def lawful_somewhere(self) -> tuple[str, ...]:
        return self._outcome.lawful_somewhere

    @property
    def missing(self) -> tuple[str, ...]:
        """The open findings that can still change the standing, in the law's order."""
        return () if self.is_determined else self._missing

    @cached_property
    def contested(self) -> tuple[str, ...]:
        """The findings with evidence both ways (evaluated as undetermined), in the law's order."""
        return tuple(name for name, bit in self._ready.bit.items() if self._answers.contested & bit)

    @property
    def explanation(self) -> Explanation:
        """The lines that carry the result; their findings alone lead to the same standings."""
        if self._explanation is None:  # a cached property would take a lock, a tenth of the time of the whole
            self._explanation = self._ready.explainer.explain(self._answers, self._outcome)
        return self._explanation

    @cached_property
    def comparison(self) -> Explanation:
        """The list down to the last entry that can decide, with every limb of every rule."""
        return self._ready.explainer.compare(self._answers, self._outcome)

    @cached_property
    def residual(self) -> tuple[Explanation, ...]:
        """What is still in question: the entries that can still decide, with their open limbs alone."""
        return residual(self.explanation)

    @cached_property
    def robust(self) -> Robust:
        """What holds under every reading, and which readings it hangs on."""
        return readings(self.policy.pack).robust(self._answers, self.policy.readings)

    @cached_property
    def reported(self) -> tuple[Reported, ...]:
        """What the file says of higher norms."""
        return tuple(
            Reported(finding.id, finding.label, finding.clause, self.state(finding.id))
            for finding in self.policy.pack.findings.values()
            if finding.kind == "source"
        )

    @cached_property
    def receipt(self) -> Receipt:
        title = self.policy.pack.title
        clauses = [str(clause) for clause in self.clauses]
        result = (self.standing, self.possible, self.entries, clauses, self.missing, self.contested)
        return Receipt(
            policy=title.policy,
            effective_from=title.effective_from.isoformat(),
            text_digest=title.text_digest,
            pack_digest=self.policy.pack.digest,
            engine=__version__,
            readings=dict(self.policy.readings),
            findings_digest=findings_digest(self.findings),
            result_digest=digest("rongcuo/result", result),
        )

    @cached_property
    def _missing(self) -> tuple[str, ...]:
        return self._ready.rest(self._answers).pivotal()

    def state(self, finding: str) -> FindingState:
        """What the file says of ``finding``, with its evidence and reason."""
        return self.findings.get(finding, SILENT)

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
    return Determination(compiled(policy), findings)
