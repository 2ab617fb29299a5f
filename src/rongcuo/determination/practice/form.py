"""The form of a worked example: which keys its file has, of what shape; one row a key."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from typing import Any

from rongcuo.base import Answer, Place, Problem
from rongcuo.determination.findings import FindingState
from rongcuo.law.items import Item, front
from rongcuo.law.markdown import Block
from rongcuo.law.schema import CLAUSES, NUMBER, SOME_TEXTS, TABLE, TEXT, TEXTS, YES_OR_NO, Key, Shape, read

SEEN = ("full", "partial", "event_level", "snippet", "title_and_opening", "title_only")
"""How much of its source was read, from all to the title alone."""

NO_ADDRESS = "（网址不详）"
"""Ends a source that has no address."""


def _seen(value: object) -> str:
    if value not in SEEN:
        raise ValueError
    return str(value)


def _sources(value: object) -> tuple[str, ...]:
    sources: tuple[str, ...] = SOME_TEXTS.convert(value)
    if not all(source.startswith(("http://", "https://")) or source.endswith(NO_ADDRESS) for source in sources):
        raise ValueError
    return sources


def _readings(value: object) -> dict[str, str]:
    readings: dict[str, object] = TABLE.convert(value)
    return {name: TEXT.convert(choice) for name, choice in readings.items()}


HEAD: Mapping[str, Key] = {
    "id": Key(TEXT),
    "title": Key(TEXT),
    "locality": Key(TEXT),
    "year": Key(NUMBER),
    "seen": Key(Shape("law.expects_choice", _seen, SEEN)),
    "sources": Key(Shape("example.expects_sources", _sources)),
    "summary": Key(TEXT),
    "readings": Key(Shape("example.expects_readings", _readings), required=False, default={}),
    "findings": Key(TABLE),
    "expected": Key(TABLE),
    "actual": Key(TABLE),
}

TABLES: Mapping[str, Mapping[str, Key]] = {
    "expected": {"standing": Key(TEXT), "possible": Key(SOME_TEXTS)},
    "actual": {
        "outcome": Key(TEXT),
        "decision": Key(TEXT, required=False),
        "difference": Key(TEXT),
        "clauses": Key(CLAUSES),
    },
}

FINDING: Mapping[str, Key] = {
    "value": Key(Shape("law.expects_choice", Answer, tuple(answer.value for answer in Answer))),
    "reason": Key(TEXT),
    "evidence": Key(TEXTS, required=False, default=()),
    "inquired": Key(YES_OR_NO, required=False, default=False),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A file that has the form, its values by key; whether its names exist is the pack's business."""

    item: Item
    """The file with the lines of its keys."""
    head: Mapping[str, Any]
    findings: Mapping[str, FindingState]
    expected: Mapping[str, Any]
    actual: Mapping[str, Any]


def read_form(file: Traversable, name: str) -> tuple[Form | None, tuple[Problem, ...]]:
    """The example in ``file``, or everything that is not of the form; ``name`` is what problems call the file."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        return None, (Problem("law.not_read", {"reason": error.strerror or str(error)}, Place(name)),)
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        return None, (Problem("law.not_utf8", {"byte": error.start}, Place(name, line)),)
    item, problems = front(Block(name, 1, None, text))
    if item is None:
        return None, problems
    return _form(replace(item, kind="example"))


def _form(item: Item) -> tuple[Form | None, tuple[Problem, ...]]:
    head, wrong = read(HEAD, item, item.data)
    problems = list(wrong)
    parts = {name: _table(item, name, keys, item.data, problems) for name, keys in TABLES.items()}
    given = item.data.get("findings")
    found = {
        name: _table(item, f"findings.{name}", FINDING, given, problems)
        for name in (given if isinstance(given, dict) else ())
    }
    if head is None or problems:
        return None, tuple(problems)
    kept = {name: value for name, value in head.items() if name not in ("findings", *TABLES)}
    findings = {name: _state(values) for name, values in found.items()}
    return Form(item, kept, findings, parts["expected"], parts["actual"]), ()


def _table(item: Item, path: str, keys: Mapping[str, Key], around: object, problems: list[Problem]) -> dict[str, Any]:
    """The values of the table at ``path``; what is no table is said, unless :data:`HEAD` has said it."""
    name = path.rpartition(".")[2]
    data = around.get(name) if isinstance(around, dict) else None
    if not isinstance(data, dict):
        if name not in TABLES:
            problems.append(item.problem("law.expects_table", path, key=name))
        return {}
    values, wrong = read(keys, item, data, path)
    problems.extend(wrong)
    return values or {}


def _state(values: Mapping[str, Any]) -> FindingState:
    return FindingState(values["value"], values["evidence"], values["reason"], values["inquired"])
