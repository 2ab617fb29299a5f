"""Findings that follow from what is entered on a file: shown beside those that somebody recorded."""

from collections.abc import Iterator

from rongcuo.casefile.law import derived_on
from rongcuo.casefile.state import Records
from rongcuo.determination.derivation.derive import Derived
from rongcuo.determination.derivation.steps import Step
from rongcuo.web.marks import Badge, badge
from rongcuo.web.pages.findings import FindingRow, Piece
from rongcuo.web.pages.onfile import OnFile


def derived_rows(on: OnFile) -> tuple[FindingRow, ...]:
    """What follows for findings that nobody has recorded, in the order of the law; only from lists the reader sees."""
    seen = {name: records for name, records in on.state.records.items() if on.sees(records.entry)}
    if not seen:
        return ()
    found = derived_on(on.state, on.law.policy).findings.items()
    return tuple(_row(name, each, seen, on) for name, each in found if each.touched and name not in on.state.findings)


def follows(finding: str, on: OnFile) -> str:
    """What follows for one finding, for whoever is about to record it; empty where nothing does."""
    each = derived_on(on.state, on.law.policy).findings.get(finding)
    if each is None or not each.touched:
        return ""
    return f"由登记推导：{_badge(finding, each, on).word}。{_how(each)}"


def _row(name: str, each: Derived, seen: dict[str, Records], on: OnFile) -> FindingRow:
    finding = on.law.policy.pack.findings[name]
    entries = "、".join(f"第{records.entry}条" for records in seen.values())
    numbers = dict.fromkeys(number for records in seen.values() for number in records.evidence)
    titles = {piece.number: on.text(piece.title) for piece in on.state.evidence}
    return FindingRow(
        id=name,
        label=finding.label,
        chip=on.law.chip(finding.clause),
        badge=_badge(name, each, on),
        by=f"由登记推导，{entries}",
        evidence=tuple(Piece(number, titles[number], "依据", "") for number in numbers),
        reason=_how(each),
    )


def _badge(name: str, each: Derived, on: OnFile) -> Badge:
    return badge(on.law.policy.pack.findings[name], each.answer)


def _how(each: Derived) -> str:
    """The rule of the pack in words, and the tables by which events were graded."""
    tables = "".join(dict.fromkeys(_tables(each.step)))
    return f"{each.derivation.label}。{tables}"


def _tables(step: Step) -> Iterator[str]:
    for edition, _ in step.graded:
        if edition is not None:
            doubt = "" if edition.confirmed else "，待核"
            yield f"等级依照{edition.source}{doubt}。"
    for child in step.children:
        yield from _tables(child)
