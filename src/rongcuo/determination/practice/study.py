"""Letter versus practice (条文与实践): what the law gives on each worked example, beside what was done.

What was done is compared with the law three-valued, like everything else: a
decision agrees where it is lawful under every standing still possible, departs
where it is lawful under none, and is open in between. The clauses on which
that turns are computed, and stand beside those that the example's author names.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rongcuo.base import Answer, ClauseRef
from rongcuo.determination.determine import Determination, determine
from rongcuo.determination.findings import Findings, FindingState
from rongcuo.determination.outcome import UNDETERMINED
from rongcuo.determination.practice.examples import BadExample, Example
from rongcuo.law import Pack, Policy, apply


class Agreement(StrEnum):
    """How what was done stands to what the law allows."""

    AGREES = "agrees"
    DEPARTS = "departs"
    OPEN = "open"
    NOT_COMPARED = "not_compared"
    """The pack has no decision like the one taken (a cadre whom another regulation governs)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One example: the law's word, the practice, and the clauses between them."""

    example: Example
    found: Determination
    agreement: Agreement
    turns_on: tuple[ClauseRef, ...]
    """Departs: of the findings that rule the decision out. Open: of those that would settle whether it agrees.
    Else: of the entries that the law still allows. In the law's order."""


@dataclass(frozen=True, slots=True)
class MovedExample:
    """One example that comes out differently under another reading."""

    example: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    agreement_before: Agreement
    agreement_after: Agreement


@dataclass(frozen=True, slots=True)
class Shift:
    """A single change of one reading, and the examples whose possible standings it changes."""

    reading: str
    value: str
    changes: tuple[MovedExample, ...]

    @property
    def recast(self) -> tuple[MovedExample, ...]:
        """The changes that also turn how practice stands to the law."""
        return tuple(change for change in self.changes if change.agreement_before is not change.agreement_after)


@dataclass(frozen=True, slots=True)
class Study:
    """All worked examples of one pack."""

    pack: Pack
    rows: tuple[Row, ...]
    shifts: tuple[Shift, ...]
    """Every other value of every reading that affects the determination, in the pack's order."""

    @property
    def agreements(self) -> Mapping[Agreement, int]:
        """How many examples of each kind; a kind without any counts 0."""
        counted = Counter(row.agreement for row in self.rows)
        return {kind: counted[kind] for kind in Agreement}

    @property
    def within(self) -> int:
        """How many decisions are lawful under one possible standing at least."""
        return self.agreements[Agreement.AGREES] + self.agreements[Agreement.OPEN]

    @property
    def undetermined(self) -> int:
        """How many examples the published facts leave open."""
        return sum(not row.found.is_determined for row in self.rows)

    @property
    def keeps_open(self) -> Mapping[str, int]:
        """In how many examples a finding is missing, the most frequent first, then in the law's order."""
        counted = Counter(finding for row in self.rows for finding in row.found.missing)
        return {finding: counted[finding] for finding in sorted(counted, key=lambda name: -counted[name])}

    @property
    def asked_in_vain(self) -> int:
        """How many open findings their sources say were inquired into (查而未明)."""
        return sum(_asked_in_vain(row.example.findings) for row in self.rows)

    def crossing(self) -> Mapping[tuple[str, str | None], tuple[int, int]]:
        """By standing and decision: how many examples have that standing alone, and how many have it among others."""
        alone = Counter((row.found.standing, row.example.decision) for row in self.rows)
        among = Counter(
            (standing, row.example.decision)
            for row in self.rows
            if not row.found.is_determined
            for standing in row.found.possible
        )
        cells = {key for key in (*alone, *among) if key[0] != UNDETERMINED}
        return {key: (alone[key], among[key]) for key in cells}


def study(pack: Pack, examples: Sequence[Example]) -> Study:
    """Compare every example with ``pack`` under its own readings, and under each single change of one.

    The examples are sound (:func:`rongcuo.determination.practice.examples.read_examples`).
    """
    rows = tuple(_row(_policy(pack, example.readings), example) for example in examples)
    shifts = (
        Shift(name, value.id, tuple(_changes(pack, rows, name, value.id)))
        for name, reading in pack.readings.items()
        if reading.affects == "determination"
        for value in reading.values
    )
    return Study(pack, rows, tuple(shift for shift in shifts if not _is_default(pack, shift) or shift.changes))


def agreement(policy: Policy, found: Determination, decision: str | None) -> Agreement:
    """How ``decision`` stands to the result: lawful under every possible standing, under none, or in between."""
    if decision is None:
        return Agreement.NOT_COMPARED
    if found.is_departure(decision):
        return Agreement.DEPARTS
    standings = policy.pack.standings
    if all(decision in standings[standing].decisions for standing in found.possible):
        return Agreement.AGREES
    return Agreement.OPEN


def _row(policy: Policy, example: Example) -> Row:
    found = determine(policy, example.findings)
    kind = agreement(policy, found, example.decision)
    return Row(example, found, kind, _turns_on(policy, example, found, kind))


def _turns_on(policy: Policy, example: Example, found: Determination, kind: Agreement) -> tuple[ClauseRef, ...]:
    pack = policy.pack
    match kind, example.decision:
        case Agreement.DEPARTS, str(decision):
            findings: Iterable[str] = ruling_out(policy, example.findings, decision)
        case Agreement.OPEN, str(decision):
            findings = settling(policy, example.findings, found, decision)
        case _:
            entries = (entry for entry in policy.entries if entry.id in found.entries)
            return _sorted(pack, (clause for entry in entries for clause in entry.clauses))
    return _sorted(pack, (pack.findings[finding].clause for finding in findings))


def ruling_out(policy: Policy, findings: Findings, decision: str) -> tuple[str, ...]:
    """The known findings that rule ``decision`` out each by itself; where none does, some that do together.

    Of those none can be left out; others might do as well.
    """
    known = {name: state for name, state in findings.items() if not state.answer.is_open}

    def departs(given: Findings) -> bool:
        return determine(policy, given).is_departure(decision)

    alone = tuple(name for name, state in known.items() if departs({name: state}))
    if alone:
        return alone
    kept = dict(known)
    for name in known:
        fewer = {other: state for other, state in kept.items() if other != name}
        if departs(fewer):
            kept = fewer
    return tuple(kept)


def settling(policy: Policy, findings: Findings, found: Determination, decision: str) -> tuple[str, ...]:
    """The open findings of which one answer alone settles whether ``decision`` agrees or departs."""
    return tuple(
        name
        for name in found.missing
        if any(
            agreement(policy, determine(policy, given), decision) is not Agreement.OPEN
            for given in _answered(findings, name)
        )
    )


def _answered(findings: Findings, name: str) -> Iterator[Findings]:
    """``findings`` with ``name`` answered each way; one that is missing may be either without a contradiction."""
    for answer in (Answer.ESTABLISHED, Answer.NOT_ESTABLISHED):
        yield {**findings, name: replace(findings.get(name, FindingState()), answer=answer)}


def _changes(pack: Pack, rows: Iterable[Row], reading: str, value: str) -> Iterator[MovedExample]:
    for row in rows:
        example = row.example
        policy = _policy(pack, {**example.readings, reading: value})
        found = determine(policy, example.findings)
        if found.possible != row.found.possible:
            after = agreement(policy, found, example.decision)
            yield MovedExample(example.id, row.found.possible, found.possible, row.agreement, after)


def _is_default(pack: Pack, shift: Shift) -> bool:
    return pack.readings[shift.reading].default == shift.value


def _policy(pack: Pack, readings: Mapping[str, str]) -> Policy:
    policy = apply(pack, readings)
    if not isinstance(policy, Policy):
        raise BadExample(*policy)
    return policy


def _asked_in_vain(findings: Findings) -> int:
    return sum(state.inquired and state.answer.is_open for state in findings.values())


def _sorted(pack: Pack, clauses: Iterable[ClauseRef]) -> tuple[ClauseRef, ...]:
    wanted = set(clauses)
    return tuple(ref for ref in pack.clauses if ref in wanted)
