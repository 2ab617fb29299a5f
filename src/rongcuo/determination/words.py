"""Situations and rules in the clauses' own words (符合/不符合, 存在/不存在), for sentences about rules."""

from collections.abc import Iterable, Mapping

from rongcuo.base import Language, sentence
from rongcuo.determination.proof.variants import quoted
from rongcuo.law import Pack
from rongcuo.law.rules import Finding, Group, Leaf, Node

JOINT = {"all": "同时", "any": "任一", "none": "均无"}
"""What the operators are called."""


def situation(findings: Iterable[Finding], language: Language = "zh") -> str:
    """A situation by what is established in it, and that everything else is not."""
    told = ("；" if language == "zh" else "; ").join(established(finding, language) for finding in findings)
    return sentence("rules.situation" if told else "rules.nothing_established", {"findings": told}, language)


def established(finding: Finding, language: Language = "zh") -> str:
    """In the clause's own word for it; in English, which has none, by label and id."""
    return f"{finding.label_en} ({finding.id})" if language == "en" else _word(finding, 0)


def answers(pack: Pack, answered: Mapping[str, bool]) -> str:
    """A file by what is answered in it; everything else is open."""
    return "；".join(_word(pack.findings[name], 0 if yes else 1) for name, yes in answered.items()) or "—"


def rule(pack: Pack, node: Node) -> str:
    """A rule as its author called it; one without a name, by what it is made of."""
    match node:
        case Leaf(finding=name):
            return quoted(pack.findings[name].label)
        case Group(label=str(label)):
            return quoted(label)
        case Group(operator=operator, children=children):
            return f"{JOINT[operator]}（{'、'.join(rule(pack, child) for child in children)}）"
    return quoted(pack.readings[node.reading].label)


def _word(finding: Finding, answer: int) -> str:
    return f"{finding.label}：{finding.words[answer]}"
