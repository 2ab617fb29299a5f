"""Rongcuo 容错: the error-tolerance exemption mechanism as running software.

The public interface for programs (``docs/reference/python.md``)::

    from rongcuo import determine, findings_from, load_policy

    policy = load_policy("yuexiu-2017-132", readings={"condition_1": "strict"})
    result = determine(policy, findings_from(policy, {"error_occurred": "not_established"}))
    result.possible  # ('governed_above', 'no_error', 'out_of_scope')

Whatever is named in ``__all__`` stays as it is within a major version. It
needs the standard library alone and is imported when it is first asked for
(``load_policy`` when it is first called), so that a program that may not need
it starts as fast as before.
"""

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, cast

from rongcuo._version import __version__

if TYPE_CHECKING:
    from rongcuo.base import Answer, ClauseRef, Place, Problem, RongcuoError
    from rongcuo.determination import (
        Counterfactual,
        Derivations,
        Determination,
        Diagram,
        Difference,
        Explanation,
        FindingState,
        Question,
        Receipt,
        UnreadableFindings,
        answer,
        ask,
        compile,  # noqa: A004  the word of the trade for it
        counterfactual,
        counterfactuals,
        derive,
        determine,
        diff,
        findings_from,
        question,
        read_request,
    )
    from rongcuo.law import Pack, PackError, Policy, packs, policy_of

_ROOMS = {
    "rongcuo.base": "Answer ClauseRef Place Problem RongcuoError",
    "rongcuo.law": "Pack PackError Policy packs policy_of",
    "rongcuo.determination": """
        Counterfactual Derivations Determination Diagram Difference Explanation FindingState Question Receipt
        UnreadableFindings answer ask compile counterfactual counterfactuals derive determine diff findings_from
        question read_request
    """,
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}

__all__ = [
    "Answer",
    "ClauseRef",
    "Counterfactual",
    "Derivations",
    "Determination",
    "Diagram",
    "Difference",
    "Explanation",
    "FindingState",
    "Pack",
    "PackError",
    "Place",
    "Policy",
    "Problem",
    "Question",
    "Receipt",
    "RongcuoError",
    "UnreadableFindings",
    "__version__",
    "answer",
    "ask",
    "compile",
    "counterfactual",
    "counterfactuals",
    "derive",
    "determine",
    "diff",
    "findings_from",
    "load_policy",
    "packs",
    "policy_of",
    "question",
    "read_request",
]


def load_policy(policy: str, on: date | None = None, readings: Mapping[str, str] | None = None) -> "Policy":
    """The edition of a shipped ``policy`` in force on ``on``, or the newest; ``readings`` left out are the defaults.

    Raises :class:`PackError` with its problems: no such policy, none in force
    that day, a reading or value that the pack does not declare.
    """
    return cast("Policy", import_module("rongcuo.law").load_policy(policy, on, readings))


def __getattr__(name: str) -> object:
    """The first use of a public name brings its room in (PEP 562)."""
    if name not in _ROOM_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(_ROOM_OF[name]), name)
    globals()[name] = value
    return value
