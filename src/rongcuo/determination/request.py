"""The question as JSON: ``{"policy", "on", "readings", "findings", "facts"}``, read without trust.

Everything wrong is reported at once, each with its field (``findings.diligent.value``)
and the nearest valid name. Nothing is guessed: an unknown name is refused.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from rongcuo.base import Answer, Place, Problem, RongcuoError, canonical
from rongcuo.determination.derivation.derive import Derivations, derive
from rongcuo.determination.derivation.facts import Facts
from rongcuo.determination.derivation.request import read_facts
from rongcuo.determination.findings import Findings, FindingState, contradictions
from rongcuo.law import NotInForce, Pack, PackError, Policy, UnknownPolicy, apply, load, nearest

KEYS = ("policy", "on", "readings", "findings", "facts")
FINDING_KEYS = ("value", "evidence", "note", "inquired")
ANSWERS = {answer.value: answer for answer in Answer}
TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}

Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A question that can be determined: the edition under its readings, and the findings.

    ``findings`` are those given and, for the rest, what ``facts`` establish.
    """

    policy: Policy
    on: date | None
    findings: Findings
    given: Findings = field(default_factory=dict)
    """The findings that the request names."""
    facts: Facts | None = None
    derivations: Derivations | None = None
    """What follows from the facts; none where the request gives none."""


class UnreadableFindings(RongcuoError):
    """Findings that the policy does not ask for, or answers that are none; ``problems`` say which."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("；".join(problem.text() for problem in problems))
        self.problems = problems


def findings_from(policy: Policy, given: Mapping[str, object]) -> Findings:
    """Findings from plain values: ``{"diligent": "established", "improper_benefit": {"value": …, "evidence": […]}}``.

    Raises :class:`UnreadableFindings` with everything wrong in ``given``.
    """
    problems: list[Problem] = []
    findings = _findings(policy.pack, given, problems)
    problems += contradictions(policy.pack, findings)
    if problems:
        raise UnreadableFindings(*problems)
    return findings


def read_request(source: str | bytes) -> Request | Problems:
    """Read the JSON text of a request (UTF-8)."""
    twice: list[str] = []

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        twice.extend(key for position, key in enumerate(keys) if key in keys[:position])
        return dict(pairs)

    try:
        data = json.loads(source.decode() if isinstance(source, bytes) else source, object_pairs_hook=unique)
        json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as fault:
        params = {"line": fault.lineno, "column": fault.colno, "fault": fault.msg}
        return (Problem("request.not_json", params, Place(line=fault.lineno)),)
    except UnicodeError:
        return (Problem("request.not_text"),)
    except (ValueError, RecursionError) as fault:
        return (Problem("request.not_json", {"line": 1, "column": 1, "fault": str(fault)}),)
    doubled = tuple(Problem("request.key_twice", {"key": key}, Place(field=key)) for key in dict.fromkeys(twice))
    result = request_of(data)
    return doubled + _problems(result) if doubled else result


def request_of(data: object) -> Request | Problems:
    """Read a request that is parsed already."""
    if not isinstance(data, Mapping):
        return (_wrong_type("", "object", data),)
    problems = [*_unknown_keys(data, KEYS, "")]
    on = _date(data.get("on"), problems)
    pack = _pack(data, on, problems)
    readings = _object(data, "readings", problems)
    given = _object(data, "findings", problems)
    if pack is None:
        return tuple(problems)
    policy = _policy(pack, readings, problems)
    findings = _findings(pack, given, problems)
    facts = read_facts(pack, data["facts"], problems) if data.get("facts") is not None else None
    if policy is None or problems:
        return tuple(problems) + contradictions(pack, findings)
    derivations = derive(policy, facts) if facts is not None else None
    filled = derivations.fill(findings) if derivations else findings
    opposed = contradictions(pack, filled)
    return opposed or Request(policy, on, filled, findings, facts, derivations)


def _date(value: object, problems: list[Problem]) -> date | None:
    if value is None:
        return None
    try:
        if isinstance(value, str) and len(value) == len("2017-11-02"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    problems.append(Problem("request.date", {"value": _shown(value)}, Place(field="on")))
    return None


def _pack(data: Mapping[str, object], on: date | None, problems: list[Problem]) -> Pack | None:
    policy = data.get("policy")
    if policy is None:
        problems.append(Problem("request.key_missing", {"key": "policy"}, Place(field="policy")))
    elif not isinstance(policy, str):
        problems.append(_wrong_type("policy", "string", policy))
    else:
        return _edition(policy, on, problems)
    return None


def _edition(policy: str, on: date | None, problems: list[Problem]) -> Pack | None:
    """The edition asked for; before the first one the newest, so that the findings are read all the same."""
    try:
        return load(policy, on)
    except NotInForce as fault:
        problems.extend(replace(problem, place=Place(field="on")) for problem in fault.problems)
        return load(policy)
    except UnknownPolicy as fault:
        problems.extend(replace(problem, place=Place(field="policy")) for problem in fault.problems)
    except PackError as fault:
        problems.extend(fault.problems)
    return None


def _policy(pack: Pack, readings: Mapping[str, object], problems: list[Problem]) -> Policy | None:
    choices: dict[str, str] = {}
    for reading, value in readings.items():
        if isinstance(value, str):
            choices[reading] = value
        else:
            problems.append(_wrong_type(f"readings.{reading}", "string", value))
    policy = apply(pack, choices)
    if isinstance(policy, Policy):
        return policy
    problems.extend(policy)
    return None


def _findings(pack: Pack, given: Mapping[str, object], problems: list[Problem]) -> dict[str, FindingState]:
    findings = {}
    for name, value in given.items():
        field = f"findings.{name}"
        if name in pack.findings:
            findings[name] = _state(field, value, problems)
        else:
            params = {"finding": name, "nearest": nearest(name, pack.findings)}
            problems.append(Problem("request.finding_unknown", params, Place(field=field)))
    return findings


def _state(field: str, value: object, problems: list[Problem]) -> FindingState:
    if not isinstance(value, Mapping):
        return FindingState(_answer(field, value, problems))
    problems.extend(_unknown_keys(value, FINDING_KEYS, f"{field}."))
    if "value" not in value:
        problems.append(Problem("request.key_missing", {"key": "value"}, Place(field=f"{field}.value")))
        return FindingState()
    note = value.get("note")
    if note is not None and not isinstance(note, str):
        problems.append(_wrong_type(f"{field}.note", "string", note))
        note = None
    inquired = value.get("inquired", False)
    if not isinstance(inquired, bool):
        problems.append(_wrong_type(f"{field}.inquired", "boolean", inquired))
    evidence = _evidence(f"{field}.evidence", value.get("evidence", []), problems)
    return FindingState(_answer(f"{field}.value", value["value"], problems), evidence, note, inquired is True)


def _answer(field: str, value: object, problems: list[Problem]) -> Answer:
    if not isinstance(value, str):
        problems.append(_wrong_type(field, "string", value))
    elif value not in ANSWERS:
        params = {"value": value, "nearest": nearest(value, ANSWERS), "values": tuple(ANSWERS)}
        problems.append(Problem("request.value_unknown", params, Place(field=field)))
    else:
        return ANSWERS[value]
    return Answer.UNDETERMINED


def _evidence(field: str, value: object, problems: list[Problem]) -> tuple[str | Mapping[str, object], ...]:
    if not isinstance(value, list):
        problems.append(_wrong_type(field, "array", value))
        return ()
    for position, piece in enumerate(value):
        where = f"{field}[{position}]"
        if not isinstance(piece, str | Mapping):
            problems.append(_wrong_type(where, "string, object", piece))
        elif not _has_canonical_form(piece):
            problems.append(Problem("request.evidence_form", {}, Place(field=where)))
    return tuple(value)


def _has_canonical_form(piece: object) -> bool:
    try:
        canonical(piece)
    except TypeError:
        return False
    return True


def _object(data: Mapping[str, object], key: str, problems: list[Problem]) -> Mapping[str, object]:
    value = data.get(key)
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return value
    problems.append(_wrong_type(key, "object", value))
    return {}


def _unknown_keys(data: Mapping[str, object], keys: tuple[str, ...], prefix: str) -> list[Problem]:
    return [
        Problem("request.key_unknown", {"key": key, "nearest": nearest(key, keys)}, Place(field=f"{prefix}{key}"))
        for key in data
        if key not in keys
    ]


def _wrong_type(field: str, expected: str, value: object) -> Problem:
    params = {"expected": expected, "given": TYPES.get(type(value), "null")}
    return Problem("request.wrong_type", params, Place(field=field or None))


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:40]


def _problems(result: Request | Problems) -> Problems:
    return () if isinstance(result, Request) else result
