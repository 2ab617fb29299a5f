"""Terms as written become terms as data: names resolved, operands of the fact's type, operators closed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast, get_args

from rongcuo.base import Problem
from rongcuo.law.derivation.derivations import (
    Case,
    Cases,
    Chosen,
    Combined,
    Compare,
    Count,
    Edition,
    Fact,
    FactType,
    Graded,
    Member,
    Named,
    Record,
    Scalar,
    Term,
    Word,
)
from rongcuo.law.derivation.schema import CASE, OPERANDS
from rongcuo.law.items import Item
from rongcuo.law.listings import listing
from rongcuo.law.nearest import nearest
from rongcuo.law.procedure import Choice
from rongcuo.law.rules import Operator
from rongcuo.law.schema import read

_DEEPEST = 24
"""Levels of nesting beyond which nobody reads a derivation."""

_WORDS: Mapping[FactType, tuple[Word, ...]] = {
    "number": ("is", "at_least", "less_than"),
    "date": ("is", "from", "before"),
    "code": ("is",),
    "yes_or_no": ("is",),
    "text": (),
}
"""The words that compare a fact of each type."""

_EXPECTED: Mapping[FactType, str] = {
    "number": "law.expects_amount",
    "date": "law.expects_date",
    "code": "law.expects_text",
    "yes_or_no": "law.expects_yes_or_no",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a name stands for in a term: its type, and its closed list where it is a code."""

    type: FactType
    codes: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a term may refer to."""

    kinds: Mapping[str, Kind]
    """Every fact and every value by its name."""
    records: Mapping[str, Record]
    tables: Mapping[str, tuple[Edition, ...]]
    readings: Mapping[str, tuple[str, ...]]
    parameters: Mapping[str, object]
    lost: frozenset[str] = frozenset()
    """Names that a broken block was to declare: known, but not readable."""


@dataclass(slots=True)
class Terms:
    """Builds the terms of one derivation and collects what is wrong with them."""

    item: Item
    known: Vocabulary
    problems: list[Problem]

    def proposition(self, written: Mapping[str, object]) -> Term | None:
        """The term of an answer."""
        return self._node(dict(written), "", None)

    def code(self, written: Mapping[str, object], codes: tuple[Choice, ...]) -> Term | None:
        """The term of a code of the closed list ``codes``: names by reading, or a list of cases."""
        if "case" in written:
            return self._cases(written["case"], codes)
        if "reading" not in written:
            return self._refuse("law.value_form", "")
        return self._chosen(written, "", lambda branch, path: self._code_of(branch, path, codes))

    def _node(self, written: object, path: str, record: Record | None) -> Term | None:
        if isinstance(written, str):
            return self._named(written, path, record)
        if not isinstance(written, dict):
            return self._refuse("law.term", path)
        operators = [operator for operator in OPERANDS if operator in written]
        if path.count(".") > _DEEPEST:
            return self._refuse("law.rule_deep", path, name=self.item.id, most=_DEEPEST)
        if len(operators) != 1:
            return self._refuse("law.term", path)
        [operator] = operators
        for key in written:
            if key != operator and key not in OPERANDS[operator]:
                close = nearest(key, OPERANDS[operator])
                return self._refuse("law.operand_unknown", _at(path, key), key=key, operator=operator, nearest=close)
        return _BUILDERS[operator](self, written, path, record)

    def _combined(self, written: Mapping[str, object], path: str, record: Record | None) -> Term | None:
        operator = cast("Operator", next(each for each in get_args(Operator) if each in written))
        where, terms = _at(path, operator), written[operator]
        if not isinstance(terms, list):
            return self._refuse("law.expects_list", where, key=operator)
        if not terms:
            return self._refuse("law.group_empty", where, key=operator)
        built = [self._node(term, where, record) for term in terms]
        whole = tuple(term for term in built if term is not None)
        return Combined(operator, whole) if len(whole) == len(built) else None

    def _named(self, name: str, path: str, record: Record | None) -> Term | None:
        kind = self._kind(name, path, record)
        if kind is not None and kind.type != "yes_or_no":
            return self._refuse("law.fact_not_yes_or_no", path, name=name)
        return Named(name) if kind else None

    def _compare(self, written: Mapping[str, object], path: str, record: Record | None) -> Term | None:
        where, name = _at(path, "compare"), written["compare"]
        kind = self._kind(name, where, record)
        if kind is None:
            return None
        words = [word for word in get_args(Word) if word in written]
        valid = _WORDS[kind.type]
        if len(words) != 1 or words[0] not in valid:
            return self._refuse("law.comparison", where, name=name, words=valid or "—")
        value = self._value(written[words[0]], kind, _at(path, words[0]))
        return None if value is None else Compare(str(name), words[0], value)

    def _member(self, written: Mapping[str, object], path: str, record: Record | None) -> Term | None:
        where, name = _at(path, "member"), written["member"]
        kind = self._kind(name, where, record)
        if kind is None:
            return None
        if kind.type != "code":
            return self._refuse("law.fact_not_code", where, name=name)
        if ("of" in written) is ("groups" in written):
            return self._refuse("law.member_form", where)
        by_group = "groups" in written
        key = "groups" if by_group else "of"
        of = listing(self.item, _at(path, key), written[key], self.known.parameters, self.problems, by_group=by_group)
        if of is None:
            return None
        told = (choice.group if by_group else choice.id for choice in kind.codes)
        valid = [each for each in told if each]
        wrong = [code for code in (*of.base, *(each for _, _, more in of.also for each in more)) if code not in valid]
        for code in wrong:
            self._refuse("law.unknown_code", _at(path, key), name=code, nearest=nearest(code, valid))
        return None if wrong else Member(str(name), of)

    def _count(self, written: Mapping[str, object], path: str, record: Record | None) -> Term | None:
        where, name = _at(path, "count"), written["count"]
        if record is not None:
            return self._refuse("law.count_inside", where)
        counted = self.known.records.get(name) if isinstance(name, str) else None
        if counted is None:
            return self._unknown("law.unknown_record", where, name, self.known.records)
        words = [word for word in ("at_least", "less_than") if word in written]
        number = written[words[0]] if len(words) == 1 else None
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            return self._refuse("law.count_form", where)
        word: Literal["at_least", "less_than"] = "at_least" if words == ["at_least"] else "less_than"
        if "where" not in written:
            return Count(counted.id, word, number, None)
        term = self._node(written["where"], _at(path, "where"), counted)
        return None if term is None else Count(counted.id, word, number, term)

    def _graded(self, written: Mapping[str, object], path: str, record: Record | None) -> Term | None:
        where, name = _at(path, "table"), written["table"]
        editions = self.known.tables.get(name) if isinstance(name, str) else None
        if editions is None:
            return self._unknown("law.unknown_grading", where, name, self.known.tables)
        if record is None or any(edition.record != record.id for edition in editions):
            return self._refuse("law.table_outside", where, name=name, record=editions[0].record)
        grade = written.get("at_least")
        for edition in editions:
            grades = [each.id for each in edition.grades]
            if grade not in grades:
                close = nearest(str(grade), grades)
                return self._refuse("law.unknown_grade", where, name=grade, edition=edition.label, nearest=close)
        return Graded(str(name), str(grade))

    def _switch(self, written: Mapping[str, object], path: str, record: Record | None) -> Term | None:
        return self._chosen(written, path, lambda branch, where: self._branch(branch, where, record))

    def _branch(self, written: object, path: str, record: Record | None) -> Term | None:
        """In a branch, and nowhere else, a limb may fall away."""
        return Combined("any", ()) if written == {"any": []} else self._node(written, path, record)

    def _chosen(
        self, written: Mapping[str, object], path: str, build: Callable[[object, str], Term | None]
    ) -> Term | None:
        reading, when = written["reading"], written.get("when")
        values = self.known.readings.get(reading) if isinstance(reading, str) else None
        if values is None:
            return self._unknown("law.unknown_reading", _at(path, "reading"), reading, self.known.readings)
        where = _at(path, "when")
        if not isinstance(when, dict):
            return self._refuse("law.switch_form", where)
        for missing in (value for value in values if value not in when):
            self._refuse("law.branch_missing", where, reading=reading, value=missing)
        for further in (value for value in when if value not in values):
            close = nearest(further, values)
            self._refuse("law.branch_unknown", _at(where, further), reading=reading, value=further, nearest=close)
        built = {value: build(branch, _at(where, value)) for value, branch in when.items()}
        branches = {value: branch for value, branch in built.items() if branch is not None}
        return Chosen(str(reading), branches) if branches.keys() == when.keys() == set(values) else None

    def _cases(self, written: object, codes: tuple[Choice, ...]) -> Term | None:
        rows = enumerate(_rows(written))
        lines = [self._case(table, f"case.{place}" if place else "case", codes) for place, table in rows]
        whole = tuple(line for line in lines if line is not None)
        if len(whole) != len(lines):
            return None
        if [line.when is None for line in whole] != [*[False] * (len(whole) - 1), True]:
            return self._refuse("law.last_case", "case")
        return Cases(whole)

    def _case(self, table: Mapping[str, object], path: str, codes: tuple[Choice, ...]) -> Case | None:
        values, wrong = read(CASE, self.item, table, path)
        self.problems.extend(wrong)
        if values is None or self._value(values["value"], Kind("code", codes), _at(path, "value")) is None:
            return None
        if values["when"] is None:
            return Case(values["value"], None)
        term = self._node(values["when"], _at(path, "when"), None)
        return None if term is None else Case(values["value"], term)

    def _code_of(self, written: object, path: str, codes: tuple[Choice, ...]) -> Term | None:
        kind = self._kind(written, path, None)
        if kind is not None and kind != Kind("code", codes):
            return self._refuse("law.list_differs", path, name=written)
        return Named(str(written)) if kind else None

    def _kind(self, name: object, path: str, record: Record | None) -> Kind | None:
        fields = {each.id: kind_of(each) for each in record.fields.values()} if record else {}
        kinds = {**self.known.kinds, **fields}
        if isinstance(name, str) and name in kinds:
            return kinds[name]
        self._unknown("law.unknown_fact", path, name, kinds)
        return None

    def _value(self, value: object, kind: Kind, path: str) -> Scalar | None:
        if _fits(value, kind.type):
            valid = [choice.id for choice in kind.codes]
            if kind.type != "code" or value in valid:
                return cast("Scalar", value)
            self._refuse("law.unknown_code", path, name=value, nearest=nearest(str(value), valid))
            return None
        self._refuse(_EXPECTED[kind.type], path, key=path.rpartition(".")[2])
        return None

    def _unknown(self, code: str, path: str, name: object, valid: Iterable[str]) -> Term | None:
        """No term, and a report unless the name is that of something with a problem of its own."""
        if str(name) not in self.known.lost:
            self._refuse(code, path, name=name, nearest=nearest(str(name), valid))
        return None

    def _refuse(self, code: str, path: str, **params: object) -> Term | None:
        """No term, and a report why."""
        self.problems.append(self.item.problem(code, path, **params))
        return None


def kind_of(fact: Fact) -> Kind:
    """What the name of ``fact`` stands for."""
    return Kind(fact.type, fact.codes)


def _fits(value: object, wanted: FactType) -> bool:
    if wanted == "date":
        return isinstance(value, date) and not isinstance(value, datetime)
    if wanted == "number":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, bool if wanted == "yes_or_no" else str)


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _rows(written: object) -> list[dict[str, object]]:
    return written if isinstance(written, list) else []


_Builder = Callable[[Terms, Mapping[str, object], str, Record | None], Term | None]

_BUILDERS: Mapping[str, _Builder] = {
    "all": Terms._combined,  # noqa: SLF001  the table of this class's own methods
    "any": Terms._combined,  # noqa: SLF001
    "none": Terms._combined,  # noqa: SLF001
    "compare": Terms._compare,  # noqa: SLF001
    "member": Terms._member,  # noqa: SLF001
    "count": Terms._count,  # noqa: SLF001
    "table": Terms._graded,  # noqa: SLF001
    "reading": Terms._switch,  # noqa: SLF001
}
