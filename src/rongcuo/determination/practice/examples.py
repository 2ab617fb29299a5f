"""Worked examples (比照实例): published cases beside the law as it is written, kept with the pack.

An example gives what its source supports and leaves the rest undetermined;
beside what the law allows stands what was actually done, and why they differ.
Whoever writes one is told everything that is wrong with it, by file and line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable

from rongcuo.base import ClauseRef, Place, Problem, RongcuoError
from rongcuo.determination.determine import determine
from rongcuo.determination.findings import FindingState, contradictions
from rongcuo.determination.outcome import UNDETERMINED
from rongcuo.determination.practice.form import Form, read_form
from rongcuo.law import Pack, Policy, apply, nearest

FOLDER = "examples"


class BadExample(RongcuoError):
    """A worked example is not of the form that docs/reference/determination.md gives."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(f"{problem.place} {problem.text()}" for problem in problems))
        self.problems = problems


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
    """How much of the source was read: one of :data:`rongcuo.determination.practice.form.SEEN`."""
    summary: str
    readings: Mapping[str, str]
    findings: Mapping[str, FindingState]
    """Each with the reason why the source supports it, or why it leaves it open."""
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
    place: Place
    """Where the expected result stands."""


def read_examples(folder: Traversable, pack: Pack) -> tuple[tuple[Example, ...], tuple[Problem, ...]]:
    """The sound examples beside ``pack`` in its ``folder``, and everything wrong with the others.

    By file name; none where there is no folder ``examples``. Whether the
    result is what the law gives is :func:`check_examples`'s question.
    """
    forms, problems = _forms(folder)
    sound: list[Example] = []
    for form in forms:
        wrong = tuple(_unknown(form, pack))
        problems.extend(wrong)
        if not wrong:
            sound.append(_example(form))
    return tuple(sound), tuple(problems)


def load(folder: Traversable) -> tuple[Example, ...]:
    """The examples in ``folder`` whatever the pack beside them; raises ``BadExample`` with all that is misshapen."""
    forms, problems = _forms(folder)
    if problems:
        raise BadExample(*problems)
    return tuple(_example(form) for form in forms)


def check_examples(pack: Pack, examples: Iterable[Example]) -> tuple[Problem, ...]:
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
            problems.append(Problem("example.differs", params, example.place))
    return tuple(problems)


def _forms(folder: Traversable) -> tuple[list[Form], list[Problem]]:
    """The files that have the form, each id once; and what is wrong with the rest."""
    forms: dict[str, Form] = {}
    problems: list[Problem] = []
    for file in _files(folder):
        form, wrong = read_form(file, f"{FOLDER}/{file.name}")
        problems.extend(wrong)
        if form is None:
            continue
        first = forms.setdefault(form.head["id"], form)
        if first is not form:
            where = str(replace(first.item.place("id"), field=None))
            problems.append(form.item.problem("law.declared_twice", "id", name=form.head["id"], where=where))
    return list(forms.values()), problems


def _files(folder: Traversable) -> list[Traversable]:
    examples = folder / FOLDER
    if not examples.is_dir():
        return []
    files = (file for file in examples.iterdir() if file.name.endswith(".toml") and file.is_file())
    return sorted(files, key=lambda file: file.name)


def _unknown(form: Form, pack: Pack) -> Iterator[Problem]:
    """What the example names and the pack does not have; a contradiction in its findings."""
    expected, actual = form.expected, form.actual
    decided = [actual["decision"]] if actual["decision"] else []
    named: tuple[tuple[str, str, Iterable[str], Iterable[str]], ...] = (
        ("law.unknown_standing", "expected.standing", [expected["standing"]], (*pack.standings, UNDETERMINED)),
        ("law.unknown_standing", "expected.possible", expected["possible"], pack.standings),
        ("law.unknown_decision", "actual.decision", decided, pack.decisions),
    )
    for code, path, names, valid in named:
        for name in names:
            if name not in valid:
                yield form.item.problem(code, path, name=name, nearest=nearest(name, valid))
    for name in form.findings.keys() - pack.findings.keys():
        yield form.item.problem(
            "law.unknown_finding", f"findings.{name}", name=name, nearest=nearest(name, pack.findings)
        )
    for ref in actual["clauses"]:
        if ref not in pack.clauses:
            likest = nearest(str(ref), map(str, pack.clauses))
            yield form.item.problem("law.unknown_clause", "actual.clauses", number=str(ref), nearest=likest)
    policy = apply(pack, form.head["readings"])
    refused = () if isinstance(policy, Policy) else policy
    for problem in (*refused, *contradictions(pack, form.findings)):
        yield replace(problem, place=form.item.place(problem.place.field or ""))


def _example(form: Form) -> Example:
    return Example(
        **form.head,
        findings=form.findings,
        **form.expected,
        **form.actual,
        place=form.item.place("expected"),
    )
