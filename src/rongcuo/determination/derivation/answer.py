"""What was derived from the facts as JSON: the ``derived`` key beside a determination or a question.

docs/reference/determination.md has every key.
"""

from collections.abc import Callable, Mapping
from datetime import date

from rongcuo.base import Answer
from rongcuo.determination.derivation.derive import Derivations, Derived
from rongcuo.determination.derivation.facts import Facts, facts_digest
from rongcuo.determination.derivation.grading import Ground
from rongcuo.determination.derivation.steps import Step
from rongcuo.determination.findings import Findings
from rongcuo.law import Policy
from rongcuo.law.derivation.derivations import Compare, Count, Edition, Graded, Member, Scalar

Json = dict[str, object]

VALUES: Mapping[bool | None, str] = {True: "satisfied", False: "not_satisfied", None: "open"}


def derived_json(policy: Policy, facts: Facts, derivations: Derivations, given: Findings) -> Json:
    """Everything that the facts say something of; ``given`` are the findings that an officer has recorded."""
    return {
        "facts_digest": facts_digest(facts),
        "findings": [
            _finding(policy, name, each, given) for name, each in derivations.findings.items() if each.touched
        ],
        "values": [_value(policy, name, each) for name, each in derivations.values.items() if each.touched],
    }


def differs(derived: Derived, recorded: Answer | None) -> bool:
    """Whether what is on record departs from what follows from the facts; an open derivation opposes nothing."""
    return recorded is not None and not derived.answer.is_open and recorded is not derived.answer


def _finding(policy: Policy, name: str, each: Derived, given: Findings) -> Json:
    recorded = given[name].answer if name in given else None
    return {
        "finding": name,
        "label": policy.pack.findings[name].label,
        **_derivation(policy, each),
        "answer": each.answer.value,
        "given": recorded.value if recorded else None,
        "differs": differs(each, recorded),
        "evidence": list(each.evidence),
        "derivation": _step(policy, each.step),
    }


def _value(policy: Policy, name: str, each: Derived) -> Json:
    labels = {choice.id: choice.label for choice in each.derivation.codes}
    body: Json = {"value": name, "label": each.derivation.label, **_derivation(policy, each)}
    if labels:
        [*possible] = sorted(str(code) for code in each.step.possible)
        body |= {"possible": possible, "labels": {code: labels[code] for code in possible}}
    else:
        body["answer"] = each.answer.value
    return body | {"evidence": list(each.evidence), "derivation": _step(policy, each.step)}


def _derivation(policy: Policy, each: Derived) -> Json:
    clause = each.derivation.clause
    return {"rule": each.derivation.label, "clause": str(clause), "cited": policy.pack.clauses[clause].label}


def _step(policy: Policy, step: Step) -> Json:
    body: Json = {"form": step.form, "name": step.name, "label": step.meant.label if step.meant else None}
    if step.possible <= {True, False}:
        body["value"] = VALUES[step.holds]
    else:
        body["possible"] = sorted(map(str, step.possible))
    if step.form in _DETAILS:
        body |= _DETAILS[step.form](policy, step)
    if step.tried:
        body["tried"] = list(step.tried)
    return body | {"evidence": list(step.evidence), "children": [_step(policy, child) for child in step.children]}


def _fact(_: Policy, step: Step) -> Json:
    return {"given": plain(step.given)}


def _compare(_: Policy, step: Step) -> Json:
    if not isinstance(step.term, Compare):
        return {}
    unit = getattr(step.meant, "unit", None)
    return {"given": plain(step.given), "word": step.term.word, "than": plain(step.term.value), "unit": unit}


def _member(policy: Policy, step: Step) -> Json:
    if not isinstance(step.term, Member):
        return {}
    of = step.term.of
    key = "groups" if of.by_group else "of"
    return {"given": plain(step.given), key: list(of.under(policy.readings)), "parameter": of.parameter}


def _count(_: Policy, step: Step) -> Json:
    if not isinstance(step.term, Count) or step.rows is None:
        return {}
    return {"word": step.term.word, "number": step.term.number, "complete": step.rows.complete}


def _row(_: Policy, step: Step) -> Json:
    return {"row": {name: plain(value) for name, value in step.row.values.items()} if step.row else {}}


def _table(_: Policy, step: Step) -> Json:
    wanted = step.term.grade if isinstance(step.term, Graded) else None
    return {"at_least": wanted, "editions": [_edition(edition, grounds) for edition, grounds in step.graded if edition]}


def _edition(edition: Edition, grounds: tuple[Ground, ...]) -> Json:
    return {
        "label": edition.label,
        "source": edition.source,
        "confirmed": edition.confirmed,
        "from": edition.since.isoformat(),
        "until": edition.until.isoformat() if edition.until else None,
        "locality": edition.locality,
        "grounds": [
            {
                "grade": each.grade.id,
                "label": each.grade.label,
                "figures": dict(each.figures),
                "value": VALUES[each.holds],
            }
            for each in grounds
        ],
    }


def _reading(policy: Policy, step: Step) -> Json:
    chosen = policy.readings[step.name or ""]
    return {"chosen": chosen, "chosen_label": chosen_label(policy, step)}


def chosen_label(policy: Policy, step: Step) -> str:
    """How the law's language calls the value of the reading that a step goes by."""
    reading = policy.pack.readings[step.name or ""]
    return next(value.label for value in reading.values if value.id == policy.readings[reading.id])


def plain(value: Scalar | None) -> object:
    """A date as text, everything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


_DETAILS: Mapping[str, Callable[[Policy, Step], Json]] = {
    "fact": _fact,
    "compare": _compare,
    "member": _member,
    "count": _count,
    "row": _row,
    "table": _table,
    "reading": _reading,
}
