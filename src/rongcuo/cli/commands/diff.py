"""``rongcuo diff A B``: exactly which situations two readings, two editions or two packs treat differently."""

import argparse

from rongcuo.base import Problem, sentence
from rongcuo.cli.differences import Differences
from rongcuo.cli.policies import policy_of
from rongcuo.cli.report import Report
from rongcuo.determination import DiagramTooLarge, Difference, diff
from rongcuo.determination.difference_json import difference_json
from rongcuo.law import Clause, Policy
from rongcuo.law.compare import Bound, TextDifference, compare


def arguments(parser: argparse.ArgumentParser) -> None:
    """Two packs, each with its readings."""
    parser.add_argument("first", metavar="A", help=sentence("diff.help.first", {}))
    parser.add_argument("second", metavar="B", help=sentence("diff.help.second", {}))


def run(args: argparse.Namespace) -> Report:
    """The difference; of two editions of one regulation also that of their text."""
    first, second = policy_of(args.first), policy_of(args.second)
    try:
        found = diff(first, second)
    except (DiagramTooLarge, RecursionError):
        return Report(problems=(Problem("diff.too_large", {"findings": len(first.pack.findings)}),))
    text = _text(first, second)
    return Report(_data(found, text), list(Differences(found, text, args.lang).lines()))


def _text(first: Policy, second: Policy) -> TextDifference | None:
    """None where the clauses of one have nothing to do with those of the other, or are the same pack's."""
    one, other = first.pack, second.pack
    return compare(one, other) if one.title.policy == other.title.policy and one.digest != other.digest else None


def _data(found: Difference, text: TextDifference | None) -> dict[str, object]:
    if text is None:
        return difference_json(found) | {"text": None}
    return difference_json(found) | {
        "text": {
            "added": [_clause(clause) for clause in text.added],
            "removed": [_clause(clause) for clause in text.removed],
            "reworded": [
                _clause(each.after) | {"before": each.before.text, "parts": each.parts} for each in text.reworded
            ],
            "bound": [_binding(each) for each in text.bound],
            "unbound": [_binding(each) for each in text.unbound],
        }
    }


def _clause(clause: Clause) -> dict[str, object]:
    return {"clause": str(clause.ref), "cited": clause.label, "text": clause.text}


def _binding(each: Bound) -> dict[str, object]:
    return {"clause": str(each.clause), "kind": each.kind, "name": each.name}
