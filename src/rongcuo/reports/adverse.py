"""Which answer to a finding lets nobody be exempted, whatever else is found: asked of the law, not written down."""

from collections.abc import Mapping

from rongcuo.base import Answer
from rongcuo.determination import FindingState, determine
from rongcuo.determination.kept import Kept
from rongcuo.law import Policy

ANSWERS = (Answer.ESTABLISHED, Answer.NOT_ESTABLISHED)


def _adverse(policy: Policy) -> Mapping[str, Answer]:
    exempting = {name for name, standing in policy.pack.standings.items() if "exempt" in standing.decisions}
    return {
        name: answer
        for name in policy.pack.findings
        for answer in ANSWERS
        if not exempting & set(determine(policy, {name: FindingState(answer)}).possible)
    }


adverse = Kept(_adverse, limit=20)
"""By finding of a policy, the answer with which no exemption is left; a finding that others outweigh has none."""
