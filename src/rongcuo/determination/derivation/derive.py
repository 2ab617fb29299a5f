"""What follows from facts for findings and values, three-valued, each with its derivation.

A step carries what is still *possible*: yes, no, both, or the codes that a
value may have. Terms are weighed from below; a fact that stands in two places
is then tried in all its values, so that the answer is the exact set over
everything the open facts may be. A list of records that is not complete can
establish that there is such a record and never refute it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from rongcuo.base import Answer
from rongcuo.determination.derivation.domains import Domains
from rongcuo.determination.derivation.facts import Facts, Piece, Row, Rows, Values
from rongcuo.determination.derivation.grading import Ground, applicable, grounds, reached
from rongcuo.determination.derivation.steps import JOIN, NO, OPEN, YES, Form, Possible, Step, evidence_of, opposite
from rongcuo.determination.findings import Findings, FindingState
from rongcuo.law import Policy
from rongcuo.law.derivation.derivations import (
    Cases,
    Chosen,
    Combined,
    Compare,
    Count,
    Derivation,
    Edition,
    Fact,
    Graded,
    Member,
    Named,
    Record,
    Scalar,
    Term,
    Word,
)
from rongcuo.law.derivation.walk import every, names


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the facts for one finding or value."""

    derivation: Derivation
    step: Step
    touched: bool
    """The facts say something of what the derivation rests on."""

    @property
    def answer(self) -> Answer:
        """Established, not established, or undetermined; of a code, whether it is settled."""
        if self.derivation.codes:
            return Answer.ESTABLISHED if len(self.step.possible) == 1 else Answer.UNDETERMINED
        return Answer.of(supported=self.step.possible == YES, opposed=self.step.possible == NO)

    @property
    def evidence(self) -> tuple[Piece, ...]:
        """The evidence of the facts that decide, each piece once."""
        return tuple({repr(piece): piece for piece in evidence_of(self.step)}.values())


@dataclass(frozen=True, slots=True)
class Derivations:
    """All that follows: for findings in the order of the law, for values in that of the pack."""

    findings: Mapping[str, Derived] = field(default_factory=dict)
    values: Mapping[str, Derived] = field(default_factory=dict)

    def fill(self, given: Findings) -> dict[str, FindingState]:
        """``given`` as it is, and what is derived for the findings that it does not name."""
        derived = {
            name: FindingState(each.answer, each.evidence)
            for name, each in self.findings.items()
            if not each.answer.is_open
        }
        return {**derived, **given}


def derive(policy: Policy, facts: Facts) -> Derivations:
    """Everything that the pack derives, under the policy's readings."""
    law, weighing = policy.pack.derivable, _Weighing(policy, facts)
    return Derivations(
        {name: weighing.derived(each) for name, each in law.findings.items()},
        {name: weighing.derived(each) for name, each in law.values.items()},
    )


@dataclass(frozen=True, slots=True)
class _Weighing:
    """The terms of one policy on the facts of one file."""

    policy: Policy
    facts: Facts

    @property
    def _domains(self) -> Domains:
        return Domains(self.policy.pack, self.policy.readings)

    def derived(self, derivation: Derivation) -> Derived:
        step = self.settle(derivation.term, self.facts.values)
        return Derived(derivation, step, any(self.facts.says(name) for name in self._rests_on(derivation.term)))

    def settle(self, term: Term, known: Values, record: Record | None = None) -> Step:
        """The exact result: what is open and stands in two places is tried in all its values."""
        step = self._weigh(term, known, record)
        if len(step.possible) == 1:
            return step
        doubtful = [name for name in self._domains.repeated(term) if known.get(name) is None]
        if not doubtful:
            return step
        possible: Possible = frozenset()
        for cell in self._domains.cells(self._fact(doubtful[0], record), self._domains.points(term, doubtful[0])):
            possible |= self.settle(term, {**known, doubtful[0]: cell}, record).possible
            if possible >= step.possible:
                return step
        return replace(step, possible=possible, tried=tuple(doubtful))

    def _rests_on(self, term: Term) -> Iterator[str]:
        for each in every(term):
            if isinstance(each, Count):
                yield each.record
        for name in names(term):
            value = self.policy.pack.derivable.values.get(name)
            yield from (name,) if value is None else self._rests_on(value.term)

    def _fact(self, name: str, record: Record | None) -> Fact:
        fields = record.fields if record else {}
        return fields[name] if name in fields else self.policy.pack.derivable.facts[name]

    def _meant(self, name: str, record: Record | None) -> Fact | Derivation:
        value = self.policy.pack.derivable.values.get(name)
        return self._fact(name, record) if value is None else value

    def _weigh(self, term: Term, known: Values, record: Record | None) -> Step:
        match term:
            case Named(name=name):
                step = self._value(name, known, record)
            case Compare(word=word, value=value):
                step = self._atom("compare", term, lambda given: _COMPARE[word](given, value), known, record)
            case Member():
                step = self._atom("member", term, self._test_of(term, record), known, record)
            case Combined(operator=operator, terms=terms):
                below = tuple(self.settle(each, known, record) for each in terms)
                step = Step(operator, JOIN[operator]([each.possible for each in below]), term, children=below)
            case Chosen(reading=reading, branches=branches):
                branch = self.settle(branches[self.policy.readings[reading]], known, record)
                step = Step("reading", branch.possible, term, reading, children=(branch,))
            case Cases():
                step = self._cases(term, known, record)
            case Count():
                step = self._count(term, known)
            case Graded():
                step = self._graded(term, known, record)
        return step

    def _value(self, name: str, known: Values, record: Record | None) -> Step:
        """A fact, a field or a value by itself."""
        meant = self._meant(name, record)
        if isinstance(meant, Derivation):
            below = self.settle(meant.term, known)
            return Step("value", below.possible, Named(name), name, meant, children=(below,))
        given = known.get(name)
        possible = frozenset(self._domains.cells(meant, ()) if given is None else (given,))
        return Step("fact", possible, Named(name), name, meant, given, evidence=self._evidence_of(name))

    def _atom(
        self, form: Form, term: Compare | Member, test: Callable[[Scalar], bool], known: Values, record: Record | None
    ) -> Step:
        """What ``test`` says of everything that the fact or value may be."""
        meant = self._meant(term.name, record)
        if isinstance(meant, Derivation):
            below = self._value(term.name, known, record)
            return Step(form, frozenset(map(test, below.possible)), term, term.name, meant, children=(below,))
        given = known.get(term.name)
        values = self._domains.cells(meant, self._domains.points(term, term.name)) if given is None else (given,)
        possible = frozenset(map(test, values))
        return Step(form, possible, term, term.name, meant, given, evidence=self._evidence_of(term.name))

    def _test_of(self, term: Member, record: Record | None) -> Callable[[Scalar], bool]:
        wanted = frozenset(term.of.under(self.policy.readings))
        if term.of.by_group:
            wanted = frozenset(each.id for each in self._meant(term.name, record).codes if each.group in wanted)
        return lambda given: given in wanted

    def _cases(self, term: Cases, known: Values, record: Record | None) -> Step:
        """The lines down to the first that surely holds; each that may hold adds its value."""
        possible: set[Scalar] = set()
        lines: list[Step] = []
        for line in term.lines:
            below = () if line.when is None else (self.settle(line.when, known, record),)
            holds = below[0].possible if below else YES
            lines.append(Step("case", holds, line.when, line.value, children=below))
            if holds != NO:
                possible.add(line.value)
            if holds == YES:
                break
        return Step("cases", frozenset(possible), term, children=tuple(lines))

    def _count(self, term: Count, known: Values) -> Step:
        rows = self.facts.records.get(term.record, Rows())
        record = self.policy.pack.derivable.records[term.record]
        below = tuple(self._row(term, row, known, record) for row in rows.rows)
        surely = sum(step.possible == YES for step in below)
        at_most = sum(step.possible != NO for step in below)
        enough = YES if surely >= term.number else NO if rows.complete and at_most < term.number else OPEN
        possible = enough if term.word == "at_least" else opposite(enough)
        return Step("count", possible, term, term.record, record, rows=rows, children=below)

    def _row(self, term: Count, row: Row, known: Values, record: Record) -> Step:
        if term.where is None:
            return Step("row", YES, None, record.id, record, row=row, evidence=row.evidence)
        below = self.settle(term.where, {**known, **row.values}, record)
        return Step(
            "row", below.possible, term.where, record.id, record, None, row, evidence=row.evidence, children=(below,)
        )

    def _graded(self, term: Graded, known: Values, record: Record | None) -> Step:
        """By every edition that may govern; where none does, the figures say nothing."""
        editions = applicable(self.policy.pack.derivable.tables[term.table], record, known) if record else ()
        possible: Possible = frozenset()
        graded: list[tuple[Edition | None, tuple[Ground, ...]]] = []
        for edition in editions:
            result = None if edition is None else reached(edition, term.grade, known)
            possible |= OPEN if result is None else frozenset({result})
            graded.append((edition, () if edition is None else tuple(grounds(edition, term.grade, known))))
        return Step("table", possible, term, term.table, record, graded=tuple(graded))

    def _evidence_of(self, name: str) -> tuple[Piece, ...]:
        return self.facts.scalars[name].evidence if name in self.facts.scalars else ()


_COMPARE: Mapping[Word, Callable[[Scalar, Scalar], bool]] = {
    "is": lambda given, value: given == value,
    "at_least": lambda given, value: given >= value,  # type: ignore[operator]
    "less_than": lambda given, value: given < value,  # type: ignore[operator]
    "from": lambda given, value: given >= value,  # type: ignore[operator]
    "before": lambda given, value: given < value,  # type: ignore[operator]
}
