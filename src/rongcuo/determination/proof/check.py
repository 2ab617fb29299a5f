"""What the proofs say to a pack's author: reach, use, redundancy, order, size.

Errors stop a pack; notices tell its author what the rules amount to. What is
proved, and under which readings, is :mod:`rongcuo.determination.proof.proofs`.
"""

from collections.abc import Callable, Iterator, Mapping

from rongcuo.base import Place, Problem, Severity
from rongcuo.determination.forest import DiagramTooLarge
from rongcuo.determination.proof.proofs import (
    BUDGET,
    MOST,
    NODES,
    OverBudget,
    Proofs,
    Proved,
    Tell,
    TooManyCombinations,
    prove,
)
from rongcuo.determination.proof.variants import Change, named, quoted, spoken, worded
from rongcuo.determination.words import answers, rule
from rongcuo.law import Pack
from rongcuo.law.rules import Group, Leaf, Node

Holds = Callable[[Proved], bool]


def check(pack: Pack, *, every: bool = False) -> tuple[Problem, ...]:
    """Everything that the diagrams prove of ``pack``; errors first."""
    return examine(pack, every=every)[1]


def examine(pack: Pack, *, every: bool = False, tell: Tell | None = None) -> tuple[Proofs | None, tuple[Problem, ...]]:
    """The proofs and what they say; no proofs where the rules are too large for any."""
    try:
        proofs = prove(pack, every=every, tell=tell)
    except TooManyCombinations as fault:
        return None, (Problem("rules.too_many_combinations", {"combined": fault.combined, "most": MOST}),)
    except (DiagramTooLarge, RecursionError) as fault:
        size = fault.size if isinstance(fault, OverBudget) else NODES
        return None, (Problem("rules.diagram_too_large", {"size": size, "budget": BUDGET}),)
    return proofs, tuple(sorted(_problems(proofs), key=lambda problem: problem.severity is Severity.NOTICE))


def _problems(proofs: Proofs) -> Iterator[Problem]:
    yield _size(proofs)
    yield from _unreachable(proofs)
    yield from _never_matters(proofs)
    yield from _redundant(proofs)
    yield from _without_effect(proofs)
    yield from _overlaps(proofs)
    yield from _kleene(proofs)
    yield from _unproved(proofs)


def _size(proofs: Proofs) -> Problem:
    largest = max(proofs.proved, key=lambda proved: proved.size)
    params = {"size": proofs.proved[0].size, "largest": largest.size, "budget": BUDGET} | _under(proofs, largest)
    return Problem("rules.diagram_size", params, severity=Severity.NOTICE)


def _unreachable(proofs: Proofs) -> Iterator[Problem]:
    """An error under the defaults; a notice where it takes other readings, and no fewer of them."""
    for entry in proofs.pack.entries:
        for proved in proofs.least(_never_first(entry.id)):
            params = {"entry": entry.id, "label": entry.label} | _under(proofs, proved)
            yield Problem("rules.entry_unreachable", params, entry.place, _gravity(proved))
    for standing in proofs.pack.standings.values():
        for proved in proofs.least(_never_given(standing.id)):
            params = {"standing": standing.id, "label": standing.label} | _under(proofs, proved)
            yield Problem("rules.standing_unreachable", params, standing.place, _gravity(proved))


def _never_first(entry: str) -> Holds:
    """A line that a reading leaves out altogether is not out of reach."""
    return lambda proved: proved.entries.get(entry) == 0


def _never_given(standing: str) -> Holds:
    return lambda proved: proved.standings[standing] == 0


def _matters(finding: str) -> Holds:
    return lambda proved: finding in proved.matters


def _never_matters(proofs: Proofs) -> Iterator[Problem]:
    """Findings that change no standing under the defaults, and the readings that make them matter."""
    for finding in proofs.pack.findings.values():
        least = proofs.least(_matters(finding.id))
        if finding.kind == "source" or (least and not least[0].choice):
            continue
        params: dict[str, object] = {"finding": finding.id, "label": finding.label}
        if least:
            params |= _listed(proofs, least)
            yield Problem("rules.finding_matters_elsewhere", params, finding.place, Severity.NOTICE)
        else:
            yield Problem("rules.finding_never_matters", params, finding.place, Severity.NOTICE)


def _redundant(proofs: Proofs) -> Iterator[Problem]:
    code = "rules.limb_never_matters" if proofs.every else "rules.limb_redundant"
    for limb in proofs.limbs or ():
        group = limb.group
        params = {"limb": _name(limb.node), "label": rule(proofs.pack, limb.node), "rule": group.label or _name(group)}
        yield Problem(code, params, Place(field=group.name, clause=group.clause), Severity.NOTICE)


def _without_effect(proofs: Proofs) -> Iterator[Problem]:
    """Readings that change nothing by themselves; with every combination proved, also whether others bring it out."""
    root = {frozenset(proved.choice): proved.root for proved in proofs.proved}
    for change in (proved.choice[0] for proved in proofs.proved if len(proved.choice) == 1):
        least = proofs.least(_felt(change, root))
        if any(proved.choice == (change,) for proved in least):
            continue
        place = proofs.pack.readings[change[0]].place
        params = {"change": named((change,)), "label": spoken(proofs.pack, (change,))}
        if least:
            yield Problem("rules.reading_needs_another", params | _listed(proofs, least), place, Severity.NOTICE)
        else:
            code = "rules.reading_never_matters" if proofs.every else "rules.reading_without_effect"
            yield Problem(code, params, place, Severity.NOTICE)


def _felt(change: Change, root: Mapping[frozenset[Change], int]) -> Holds:
    """Among the choices with this change: without it, some situation would have another standing."""

    def felt(proved: Proved) -> bool:
        return change in proved.choice and proved.root != root[frozenset(proved.choice) - {change}]

    return felt


def _overlaps(proofs: Proofs) -> Iterator[Problem]:
    """One notice, however many pairs: in how many the order decides which standing it is."""
    decisive = [overlap for overlap in proofs.overlaps or () if overlap.changes_standing]
    if decisive:
        params = {"pairs": len(proofs.overlaps or ()), "decisive": len(decisive)}
        yield Problem("rules.order_decides", params, severity=Severity.NOTICE)


def _kleene(proofs: Proofs) -> Iterator[Problem]:
    """One notice: which standings three-valued logic would list too many, with the smallest example."""
    standings, first = proofs.pack.standings, dict[str, Proved]()
    for proved in proofs.proved:
        for each in proved.beyond or ():
            first.setdefault(each.standing, proved)
    if not first:
        return
    proved = next(iter(first.values()))
    shown = min(proved.beyond or (), key=lambda each: len(each.example))
    params = {
        "labels": "、".join(quoted(standings[name].label) for name in first),
        "labels_en": ", ".join(standings[name].label_en for name in first),
        "standing": shown.standing,
        "label": standings[shown.standing].label,
        "label_en": standings[shown.standing].label_en,
        "example": answers(proofs.pack, shown.example),
        "findings": ", ".join(f"{name}={'yes' if yes else 'no'}" for name, yes in shown.example.items()) or "—",
        "exact": sum(proved.beyond == () for proved in proofs.proved),
        "choices": len(proofs.proved),
    } | _under(proofs, proved)
    yield Problem("rules.kleene_overreaches", params, standings[shown.standing].place, Severity.NOTICE)


def _unproved(proofs: Proofs) -> Iterator[Problem]:
    """What outgrew memory is not passed over in silence."""
    proved = {
        "rules.overlaps_not_proved": proofs.overlaps,
        "rules.limbs_not_proved": proofs.limbs,
        "rules.kleene_not_proved": proofs.proved[-1].beyond,
    }
    for code, found in proved.items():
        if found is None:
            yield Problem(code, {"nodes": NODES}, severity=Severity.NOTICE)


def _gravity(proved: Proved) -> Severity:
    return Severity.NOTICE if proved.choice else Severity.ERROR


def _under(proofs: Proofs, proved: Proved) -> dict[str, object]:
    choice = proved.choice
    return {
        "change": named(choice),
        "under": spoken(proofs.pack, choice),
        "under_en": spoken(proofs.pack, choice, "en"),
    }


def _listed(proofs: Proofs, found: list[Proved]) -> dict[str, object]:
    pack = proofs.pack
    return {
        "under": "；".join(worded(pack, proved.choice) for proved in found),
        "under_en": "; ".join(worded(pack, proved.choice, "en") for proved in found),
    }


def _name(node: Node) -> str:
    """The rule by its id, or made up of those of its limbs."""
    if isinstance(node, Group):
        return node.name or f"{node.operator}({', '.join(_name(child) for child in node.children)})"
    return node.finding if isinstance(node, Leaf) else node.reading
