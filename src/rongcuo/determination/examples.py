"""Worked examples: published cases compared with the law as it is written, kept beside the pack.

An example gives what its source supports and leaves the rest undetermined;
beside what the law allows stands what was actually done, and why they differ.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from rongcuo.base import Answer, ClauseRef, Place, Problem, RongcuoError
from rongcuo.determination.determine import determine
from rongcuo.determination.findings import FindingState
from rongcuo.law import Pack, Policy, apply


class BadExample(RongcuoError):
    """A worked example is not of the form that docs/reference/determination.md gives."""


@dataclass(frozen=True, slots=True)
class Example:
    """One published case under one edition of the law."""

    id: str
    title: str
    locality: str
    year: int
    sources: tuple[str, ...]
    """Addresses of the publication, the first the one that was read."""
    seen: str
    """How much of the source was read: ``full``, ``partial``, ``event_level`` …"""
    summary: str
    readings: Mapping[str, str]
    findings: Mapping[str, FindingState]
    """Each with the reason why the source supports it."""
    standing: str
    possible: tuple[str, ...]
    """What the law gives on these findings."""
    outcome: str
    """What was actually done, in our words."""
    decision: str | None
    """The nearest kind of decision in the pack, where there is one."""
    difference: str
    """Why the two differ, or that they do not."""
    clauses: tuple[ClauseRef, ...]
    """The clauses that the difference turns on."""
    file: str


def load(folder: Traversable) -> tuple[Example, ...]:
    """The examples of the pack in ``folder``, by file name; none where it has no ``examples``."""
    examples = folder / "examples"
    if not examples.is_dir():
        return ()
    files = sorted((file for file in examples.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(_read(file) for file in files)


def check_examples(pack: Pack, examples: tuple[Example, ...]) -> tuple[Problem, ...]:
    """One problem per example whose expected result is not what the law gives."""
    problems: list[Problem] = []
    for example in examples:
        policy = apply(pack, example.readings)
        if not isinstance(policy, Policy):
            problems.extend(policy)
            continue
        given = determine(policy, example.findings)
        if (given.standing, given.possible) != (example.standing, example.possible):
            params = {
                "example": example.id,
                "expected": f"{example.standing} ({', '.join(example.possible)})",
                "given": f"{given.standing} ({', '.join(given.possible)})",
            }
            problems.append(Problem("example.differs", params, Place(file=example.file, field="expected")))
    return tuple(problems)


def _read(file: Traversable) -> Example:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        return _example(data, file.name)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as fault:
        message = f"{file.name}: {type(fault).__name__} {fault}"
        raise BadExample(message) from fault


def _example(data: dict[str, Any], file: str) -> Example:
    expected, actual = data["expected"], data["actual"]
    return Example(
        id=data["id"],
        title=data["title"],
        locality=data["locality"],
        year=data["year"],
        sources=tuple(data["sources"]),
        seen=data["seen"],
        summary=data["summary"],
        readings=data.get("readings", {}),
        findings={name: _state(each) for name, each in data["findings"].items()},
        standing=expected["standing"],
        possible=tuple(expected["possible"]),
        outcome=actual["outcome"],
        decision=actual.get("decision"),
        difference=actual["difference"],
        clauses=tuple(ClauseRef.parse(clause) for clause in actual["clauses"]),
        file=f"examples/{file}",
    )


def _state(data: dict[str, Any]) -> FindingState:
    answer, evidence = Answer(data["value"]), tuple(data.get("evidence", ()))
    return FindingState(answer, evidence, data["reason"], bool(data.get("inquired", False)))
