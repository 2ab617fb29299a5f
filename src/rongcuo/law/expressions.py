"""Rules as written become rules as trees: names resolved, operators closed.

``all``, ``any`` and ``none`` take a list of names and inner expressions; a
name is that of a finding or of another rule; ``{ judged = … }`` and
``{ finding = … }`` say which kind of finding is meant. ``any = []`` marks a
limb that falls away, and is all that stands in a branch of a reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rongcuo.base import Problem
from rongcuo.law.items import Item
from rongcuo.law.nearest import nearest
from rongcuo.law.rules import Group, Leaf, Node, Switch
from rongcuo.law.schema import OPERATORS

_DEEPEST = 24
"""Levels of nesting, or rules resting on rules, beyond which nobody reads a rule."""


@dataclass(frozen=True, slots=True)
class Names:
    """What an expression may refer to."""

    judged: Mapping[str, bool | None]
    """Every finding, and whether it is an open norm; none where its table does not say."""
    rules: Mapping[str, tuple[Item, dict[str, Any] | None]]
    """Every rule as written; none where its table has a problem of its own."""
    readings: Mapping[str, tuple[str, ...]]
    """Every reading with its values."""
    lost: frozenset[str] = frozenset()
    """Names that a broken block was to declare: known, but not readable."""


@dataclass(slots=True)
class Expressions:
    """Builds the trees of one pack and collects what is wrong with them."""

    names: Names
    problems: list[Problem] = field(default_factory=list)
    _built: dict[str, Group | None] = field(default_factory=dict)
    _path: list[str] = field(default_factory=list)
    _circles: set[frozenset[str]] = field(default_factory=set)

    def rule(self, name: str) -> Group | None:
        """The rule called ``name`` with everything it refers to; none when a problem stands in the way."""
        if name not in self._built:
            item, values = self.names.rules[name]
            self._path.append(name)
            self._built[name] = None if values is None else self._rule(item, values)
            self._path.pop()
        return self._built[name]

    def when(self, item: Item, reading: str | None, when: object) -> Node | None:
        """The condition of an entry: one expression, or a branch for each value of a reading."""
        return self._node(item, when, "when") if reading is None else self._switch(item, reading, when)

    def _rule(self, item: Item, values: Mapping[str, Any]) -> Group | None:
        given = [operator for operator in OPERATORS if values[operator] is not None]
        switched = values["reading"] is not None or values["when"] is not None
        if len(given) + switched != 1:
            self._report(item, "law.rule_form", "")
            return None
        named = (item.id, values["label"], item.clause, values["label_en"], item.place())
        if not switched:
            node = self._node(item, {given[0]: values[given[0]]}, "")
            return Group(node.operator, node.children, *named) if isinstance(node, Group) else None
        switch = self._switch(item, values["reading"], values["when"])
        return Group("all", (switch,), *named) if switch else None

    def _switch(self, item: Item, reading: str | None, when: object) -> Switch | None:
        if reading is None or not isinstance(when, dict):
            self._report(item, "law.switch_form", "when")
            return None
        if reading not in self.names.readings:
            if reading not in self.names.lost:
                close = nearest(reading, self.names.readings)
                self._report(item, "law.unknown_reading", "reading", name=reading, nearest=close)
            return None
        values = self.names.readings[reading]
        for missing in values:
            if missing not in when:
                self._report(item, "law.branch_missing", "when", reading=reading, value=missing)
        for value in when:
            if value not in values:
                close = nearest(value, values)
                self._report(item, "law.branch_unknown", f"when.{value}", reading=reading, value=value, nearest=close)
        branches = {value: self._branch(item, branch, f"when.{value}") for value, branch in when.items()}
        built = {value: branch for value, branch in branches.items() if branch is not None}
        return Switch(reading, built) if len(built) == len(branches) else None

    def _branch(self, item: Item, written: object, path: str) -> Node | None:
        """In a branch, and nowhere else, a limb may fall away."""
        return Group("any", ()) if written == {"any": []} else self._node(item, written, path)

    def _node(self, item: Item, written: object, path: str) -> Node | None:
        if isinstance(written, str):
            return self._named(item, written, path)
        if not isinstance(written, dict) or len(written) != 1:
            self._report(item, "law.expression", path)
            return None
        if path.count(".") > _DEEPEST:
            self._report(item, "law.rule_deep", path, name=item.id, most=_DEEPEST)
            return None
        [(word, value)] = written.items()
        where = f"{path}.{word}" if path else word
        if word in ("finding", "judged"):
            return self._finding(item, value, where, judged=word == "judged")
        return self._group(item, word, value, where)

    def _group(self, item: Item, word: str, written: object, path: str) -> Group | None:
        operator = next((operator for operator in OPERATORS if operator == word), None)
        if operator is None:
            self._report(item, "law.unknown_operator", path, name=word, nearest=nearest(word, OPERATORS))
            return None
        if not isinstance(written, list):
            self._report(item, "law.expects_list", path, key=word)
            return None
        if not written:
            self._report(item, "law.group_empty", path, key=word)
            return None
        children = [self._node(item, child, path) for child in written]
        built = tuple(child for child in children if child is not None)
        return Group(operator, built) if len(built) == len(children) else None

    def _named(self, item: Item, name: str, path: str) -> Node | None:
        if name in self.names.judged:
            return Leaf(name, bool(self.names.judged[name]))
        if name in self._path:
            self._circle(item, path, self._path[self._path.index(name) :])
            return None
        if len(self._path) > _DEEPEST:
            self._report(item, "law.rule_deep", path, name=item.id, most=_DEEPEST)
            return None
        if name in self.names.rules:
            return self.rule(name)
        if name not in self.names.lost:
            close = nearest(name, (*self.names.judged, *self.names.rules))
            self._report(item, "law.unknown_name", path, name=name, nearest=close)
        return None

    def _circle(self, item: Item, path: str, circle: list[str]) -> None:
        """One report for a circle, however many limbs close it."""
        if frozenset(circle) not in self._circles:
            self._circles.add(frozenset(circle))
            self._report(item, "law.rule_circle", path, circle=" → ".join([*circle, circle[0]]))

    def _finding(self, item: Item, name: object, path: str, *, judged: bool) -> Leaf | None:
        if not isinstance(name, str) or name not in self.names.judged:
            if name not in self.names.lost:
                close = nearest(str(name), self.names.judged)
                self._report(item, "law.unknown_finding", path, name=name, nearest=close)
            return None
        if self.names.judged[name] is (not judged):
            self._report(item, "law.judged_differs", path, name=name)
            return None
        return Leaf(name, judged)

    def _report(self, item: Item, code: str, path: str, **params: object) -> None:
        self.problems.append(item.problem(code, path, **params))
