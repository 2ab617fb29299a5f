"""The public interface as a program of others uses it; read by the type checker, never run."""

from collections.abc import Mapping
from datetime import date

from rongcuo import (
    Answer,
    Counterfactual,
    Determination,
    FindingState,
    PackError,
    Policy,
    Question,
    UnreadableFindings,
    ask,
    counterfactual,
    determine,
    findings_from,
    load_policy,
    policy_of,
)

policy: Policy = load_policy("yuexiu-2017-132", date(2017, 12, 1), {"condition_1": "strict"})
mine: Policy = policy_of("my-district/2024-01-01")

findings: Mapping[str, FindingState] = findings_from(policy, {"diligent": "established"})
result: Determination = determine(
    policy, {**findings, "error_occurred": FindingState(Answer.CONTESTED, ("证1",), "两说")}
)
standing: str = result.standing
possible: tuple[str, ...] = result.possible
missing: tuple[str, ...] = result.missing
cited: tuple[str, ...] = tuple(str(clause) for clause in result.clauses)
lines: list[str | None] = [line.point.label for line in result.explanation.children]
robust: tuple[str, ...] = result.robust.possible
digest: str = result.receipt.result_digest

question: Question | None = ask(policy, findings)
nearest: Counterfactual = counterfactual(policy, findings, "exempt")

try:
    load_policy("nowhere")
except PackError as fault:
    sentences: list[str] = [problem.text("en") for problem in fault.problems]

try:
    findings_from(policy, {"dilligent": "established"})
except UnreadableFindings as unread:
    places: list[str | None] = [problem.place.field for problem in unread.problems]
