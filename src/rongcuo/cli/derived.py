"""What was derived from the facts, in words: the answer, and the steps on which it rests."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from rongcuo.base import Answer, Language, sentence
from rongcuo.cli.columns import pad
from rongcuo.determination import Request
from rongcuo.determination.derivation.answer import chosen_label, derived_json, differs
from rongcuo.determination.derivation.derive import Derived
from rongcuo.determination.derivation.steps import Step, deciding
from rongcuo.law import Policy
from rongcuo.law.derivation.derivations import Compare, Count, Derivation, Edition, Fact, Graded, Member, Record, Scalar

_VALUE, _STEP = 12, 2
"""Columns of a value, and of one step to the right."""


def with_derived(data: dict[str, object], request: Request) -> dict[str, object]:
    """``data`` with the key ``derived``, where the request gives facts."""
    if request.facts is None or request.derivations is None:
        return data
    return data | {"derived": derived_json(request.policy, request.facts, request.derivations, request.given)}


def derived_lines(request: Request, language: Language) -> Iterator[str]:
    """The same for a reader; nothing where the request gives no facts."""
    if request.derivations is None:
        return
    spoken = _Spoken(request.policy, language)
    findings = {name: each for name, each in request.derivations.findings.items() if each.touched}
    values = [each for each in request.derivations.values.values() if each.touched]
    if findings:
        yield from ("", spoken.say("findings"))
    for name, each in findings.items():
        yield from spoken.finding(name, each, request.given[name].answer if name in request.given else None)
    if values:
        yield from ("", spoken.say("values"))
    for each in values:
        yield from spoken.value(each)


class _Spoken:
    """The words of one policy in one language; what the law and its tables say stays in Chinese."""

    def __init__(self, policy: Policy, language: Language) -> None:
        self.policy = policy
        self.language = language

    def say(self, code: str, **params: object) -> str:
        return sentence(f"cli.derived.{code}", params, self.language)

    def finding(self, name: str, each: Derived, recorded: Answer | None) -> Iterator[str]:
        declared = self.policy.pack.findings[name]
        word = self._answer(each.answer, declared.words)
        yield self._headline(word, self._label(declared), each.derivation)
        if differs(each, recorded) and recorded is not None:
            yield self._indent(2, self.say("differs", given=self._answer(recorded, declared.words), derived=word))
        yield from self._steps(each.step, 2)

    def value(self, each: Derived) -> Iterator[str]:
        codes = {choice.id: choice.label for choice in each.derivation.codes}
        if len(each.step.possible) > 1:
            word = self.say("open")
        elif codes:
            word = self._join(codes[str(code)] for code in each.step.possible)
        else:
            word = self.say("yes" if each.step.holds else "no")
        yield self._headline(word, self._label(each.derivation), each.derivation)
        yield from self._steps(each.step, 2)

    def _headline(self, word: str, label: str, derivation: Derivation) -> str:
        return f"  {pad(word, _VALUE)}{label}  〔{self.policy.pack.clauses[derivation.clause].label}〕"

    def _steps(self, step: Step, depth: int) -> Iterator[str]:
        """One line a step, and below it those on which it rests; a line of two limbs or more says how they join."""
        text = self._say_step(step)
        if text is not None:
            yield self._indent(depth, f"{pad(self._mark(step), _VALUE)}{text}")
            depth += 1
        for edition, grounds in step.graded:
            if edition is not None:
                yield self._indent(depth, self._edition(edition))
                shown = [each for each in grounds if each.holds] or [each for each in grounds if each.holds is None]
                for each in shown[:1] or grounds:
                    figures = self._join(self._figure(step, name, value) for name, value in each.figures.items())
                    yield self._indent(depth + 1, self.say("ground", grade=each.grade.label, figures=figures))
        if step.tried:
            yield self._indent(depth, self.say("tried", facts=self._join(step.tried)))
        for number, child in self._numbered(step):
            if child.form == "row":
                yield self._indent(depth, f"{pad(self._mark(child), _VALUE)}{self._row(child, number)}")
                for below in child.children:
                    yield from self._steps(below, depth + 1)
            else:
                yield from self._steps(child, depth)

    def _numbered(self, step: Step) -> list[tuple[int, Step]]:
        """The deciding children, each with its place among all."""
        kept = set(map(id, deciding(step)))
        return [(number, child) for number, child in enumerate(step.children, 1) if id(child) in kept]

    def _say_step(self, step: Step) -> str | None:
        return _SAYINGS[step.form](self, step) if step.form in _SAYINGS else None

    def _mark(self, step: Step) -> str:
        if not step.possible <= {True, False}:
            return self.say("settled") if len(step.possible) == 1 else self.say("open")
        return self.say("open" if step.holds is None else "met" if step.holds else "not_met")

    def _fact(self, step: Step) -> str:
        return self.say("fact", label=self._label(step.meant), given=self._shown(step.meant, step.given))

    def _compare(self, step: Step) -> str | None:
        if not isinstance(step.term, Compare):
            return None
        asked = self._shown(step.meant, step.term.value)
        return self.say(
            f"compare.{step.term.word}", label=self._label(step.meant), given=self._given(step), value=asked
        )

    def _member(self, step: Step) -> str | None:
        if not isinstance(step.term, Member) or not isinstance(step.meant, Fact | Derivation):
            return None
        wanted = step.term.of.under(self.policy.readings)
        by_group = step.term.of.by_group
        labels = [each.label for each in step.meant.codes if (each.group if by_group else each.id) in wanted]
        return self.say("member", label=self._label(step.meant), given=self._given(step), codes="、".join(labels))

    def _count(self, step: Step) -> str | None:
        if not isinstance(step.term, Count) or step.rows is None:
            return None
        params = {"number": step.term.number, "rows": len(step.rows.rows), "record": self._label(step.meant)}
        complete = self.say("complete" if step.rows.complete else "incomplete")
        return self.say(f"count.{step.term.word}", **params, complete=complete)

    def _row(self, step: Step, number: int) -> str:
        fields = step.meant.fields if isinstance(step.meant, Record) else {}
        values = step.row.values if step.row else {}
        said = (
            f"{self._label(fields[name])} {self._shown(fields[name], value)}"
            for name, value in values.items()
            if value is not None
        )
        return self.say("row", number=number, values=self._join(said))

    def _table(self, step: Step) -> str | None:
        if not isinstance(step.term, Graded):
            return None
        grade = step.term.grade
        editions = self.policy.pack.derivable.tables[step.term.table]
        label = next(each.label for each in editions[-1].grades if each.id == grade)
        return self.say("table", grade=label)

    def _edition(self, edition: Edition) -> str:
        unconfirmed = "" if edition.confirmed else self.say("unconfirmed")
        params = {"label": edition.label, "source": edition.source, "since": edition.since}
        return self.say("edition", **params, unconfirmed=unconfirmed)

    def _figure(self, step: Step, name: str, value: int) -> str:
        fields = step.meant.fields if isinstance(step.meant, Record) else {}
        shown = self._shown(fields[name], value)
        return (
            self._label(fields[name])
            if value is True
            else self.say("figure", label=self._label(fields[name]), value=shown)
        )

    def _reading(self, step: Step) -> str:
        label = self.policy.pack.readings[step.name or ""].label
        return self.say("reading", label=label, value=chosen_label(self.policy, step))

    def _operator(self, step: Step) -> str | None:
        return self.say(f"operator.{step.form}") if len(step.children) > 1 else None

    def _given(self, step: Step) -> str:
        """What a fact is; of a value, what it can still be."""
        if isinstance(step.meant, Derivation) and step.children:
            possible = sorted(step.children[0].possible, key=str)
            return (
                self._join(self._shown(step.meant, each) for each in possible)
                if len(possible) == 1
                else self.say("open")
            )
        return self._shown(step.meant, step.given)

    def _shown(self, meant: Fact | Derivation | Record | None, value: Scalar | None) -> str:
        if value is None:
            return self.say("open")
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        codes = {choice.id: choice.label for choice in meant.codes} if isinstance(meant, Fact | Derivation) else {}
        unit = meant.unit if isinstance(meant, Fact) and meant.unit else ""
        return codes.get(str(value), f"{value}{unit}")

    def _label(self, meant: object) -> str:
        return str(getattr(meant, "label" if self.language == "zh" else "label_en", ""))

    def _answer(self, answer: Answer, words: tuple[str, str]) -> str:
        if answer.is_open or self.language == "en":
            return sentence(f"cli.spoken.answer.{answer.value}", {}, self.language)
        return words[answer is Answer.NOT_ESTABLISHED]

    def _indent(self, depth: int, text: str) -> str:
        return " " * depth * _STEP + text

    def _join(self, words: Iterable[str]) -> str:
        return ("；" if self.language == "zh" else "; ").join(words)


_SAYINGS: Mapping[str, Callable[[_Spoken, Step], str | None]] = {
    "fact": _Spoken._fact,  # noqa: SLF001  the table of this class's own methods
    "compare": _Spoken._compare,  # noqa: SLF001
    "member": _Spoken._member,  # noqa: SLF001
    "count": _Spoken._count,  # noqa: SLF001
    "table": _Spoken._table,  # noqa: SLF001
    "reading": _Spoken._reading,  # noqa: SLF001
    "all": _Spoken._operator,  # noqa: SLF001
    "any": _Spoken._operator,  # noqa: SLF001
    "none": _Spoken._operator,  # noqa: SLF001
}
