"""A policy as plain JSON: its text and rules as the pack's reader understood them, no place in a file."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import singledispatch

from rongcuo.base import ClauseRef
from rongcuo.law import Policy
from rongcuo.law.rules import Group, Leaf, Switch

SCHEMA = "rongcuo/policy/1"
_PARTS = (
    "title", "clauses", "findings", "rules", "standings", "exclusives", "decisions", "open_words", "unseen_words",
)  # fmt: skip


def plain(policy: Policy) -> str:
    """The file as text: ``entries`` under the chosen readings, ``rules`` and ``list`` with every reading in them."""
    pack = policy.pack
    whole = {
        "schema": SCHEMA,
        "readings": dict(policy.readings),
        "entries": _value(policy.entries),
        **{part: _value(getattr(pack, part)) for part in _PARTS},
        "list": _value(pack.entries),
        "alternatives": _value(pack.readings),
        "digest": pack.digest,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


@singledispatch
def _value(thing: object) -> object:
    """Text, numbers and answers as they are; of a record, its fields."""
    if is_dataclass(thing):
        return {field.name: _value(getattr(thing, field.name)) for field in fields(thing) if field.name != "place"}
    return thing


@_value.register
def _leaf(leaf: Leaf) -> str:
    return leaf.finding


@_value.register
def _group(group: Group) -> dict[str, object]:
    """A rule with its name, or an inner expression: the operator is the key, as in a pack."""
    named = {"rule": group.name, "label": group.label, "clause": _value(group.clause)} if group.name else {}
    return {**named, group.operator: _value(group.children)}


@_value.register
def _switch(switch: Switch) -> dict[str, object]:
    return {"reading": switch.reading, "when": _value(switch.branches)}


@_value.register(ClauseRef)
@_value.register(date)
def _text(thing: ClauseRef | date) -> str:
    return str(thing)


@_value.register(Mapping)
def _table(table: Mapping[object, object]) -> dict[str, object]:
    return {str(key): _value(each) for key, each in table.items()}


@_value.register(tuple)
def _row(row: tuple[object, ...]) -> list[object]:
    return [_value(each) for each in row]
