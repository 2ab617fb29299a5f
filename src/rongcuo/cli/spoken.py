"""A determination and a question as a reader takes them in: rows, words first, clauses behind.

Nothing here says which way an answer would lead; a value is neither good nor bad.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from rongcuo.base import Answer, ClauseRef, Language, sentence
from rongcuo.cli.columns import indented, pad
from rongcuo.determination import Determination, Explanation, FindingState, Inquiry, Question
from rongcuo.law import Policy

_VALUE, _CITED, _STEP = 12, 16, 2
"""Columns of a value and of a clause's number, and of one step to the right."""

Show = Callable[[Explanation], bool]
"""Whether what stands below a line is shown."""


def everything(_: Explanation) -> bool:
    """The full form."""
    return True


def what_is_open(line: Explanation) -> bool:
    """While undetermined: the lines that keep it so."""
    return line.value == "open" and line.possible is not False


def what_decides(line: Explanation) -> bool:
    """Once determined: the entry that decides, down to its findings."""
    return line.possible is not False and not _silent(line)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of one policy in one language; what the law itself says stays in Chinese."""

    policy: Policy
    language: Language

    def determination(self, found: Determination, *, full: bool = False) -> Iterator[str]:
        """The result, the standings that remain, the comparison line by line, and what is missing."""
        yield self._edition()
        yield self._say("result", standing=self._standing(found.standing), clauses=self._cited(found.clauses))
        if not found.is_determined:
            yield self._say("possible", standings=self._join(map(self._standing, found.possible)))
        if found.decisions:
            yield self._say("decisions", decisions=self._join(map(self._decision, found.decisions)))
        yield ""
        yield self._say("comparison")
        show = everything if full else what_decides if found.is_determined else what_is_open
        for entry in found.explanation.children:
            yield from self._rows(entry, 1, show)
        yield from self._missing(found.missing)
        if found.contested:
            yield self._say("contested", findings=self._join(map(self._finding, found.contested)))
        for source in found.reported:
            if source.state.answer is not Answer.UNDETERMINED:
                yield self._say("reported", finding=self._finding(source.finding), clause=self._cited([source.clause]))

    def question(self, asked: Question | None) -> Iterator[str]:
        """The next finding with its clause, and the shortest list."""
        yield self._edition()
        if asked is None:
            yield self._say("settled")
            return
        yield from self._inquiry(asked.next)
        yield ""
        yield self._say("settling", count=len(asked.settling))
        for position, each in enumerate(asked.settling, 1):
            yield f"  {position}. {self._named(each.finding)}  {each.cited}"
        yield self._say("still_missing", count=len(asked.missing))

    def _inquiry(self, each: Inquiry) -> Iterator[str]:
        yield self._say("next", finding=self._named(each.finding), clause=each.cited)
        yield indented(each.text, 4)
        yield self._say("answers", yes=each.words[0], no=each.words[1], now=self._answer(each.finding, each.answer))
        if each.judged:
            yield self._say("judged")
        if each.evidence:
            yield self._say("evidence", evidence=self._join(each.evidence))

    def _rows(self, line: Explanation, depth: int, show: Show) -> Iterator[str]:
        """One row a line, and below it what ``show`` lets through; what the file does not speak of is counted."""
        unfolded = show(line)
        yield self._row(line, depth, unfolded=unfolded)
        if show is everything and line.point.form == "finding" and line.point.text:
            yield indented(line.point.text, (depth + 1) * _STEP + _VALUE)
        if not unfolded:
            return
        below = [_plain(child) for child in _below(line)]
        shown = [child for child in below if show is everything or not _silent(child)]
        for child in shown:
            yield from self._rows(child, depth + 1, show)
        if len(shown) < len(below):
            yield " " * (depth + 1) * _STEP + self._say("silent", count=len(below) - len(shown))

    def _row(self, line: Explanation, depth: int, *, unfolded: bool) -> str:
        point = line.point
        word = self._answer(point.id or "", line.state.answer) if line.state else self._say(f"value.{line.value}")
        operator = _operator(line) if unfolded or (point.form == "rule" and point.id is None) else None
        frame = self._say(f"operator.{operator}") if operator else ""
        words = self._colon().join(part for part in (frame, self._label(line)) if part)
        clause = self._cited(point.clauses or ([point.clause] if point.clause else []))
        return f"{' ' * depth * _STEP}{pad(word, _VALUE)}{words}  {clause}".rstrip()

    def _label(self, line: Explanation) -> str:
        point = line.point
        if point.form == "finding":
            return self._finding(point.id or "")
        if point.form == "entry":
            return f"{self._standing(point.standing or '')} ← {point.label}"
        return point.label or ""

    def _missing(self, missing: tuple[str, ...]) -> Iterator[str]:
        if not missing:
            return
        yield ""
        yield self._say("missing", count=len(missing))
        findings = self.policy.pack.findings
        for clause, names in groupby(missing, key=lambda name: findings[name].clause):
            words = indented(self._join(map(self._finding, names)), _CITED + _STEP)
            yield f"  {pad(self._cited([clause]), _CITED)}{words.lstrip()}"

    def _edition(self) -> str:
        title = self.policy.pack.title
        changed = [
            f"{name}={value}"
            for name, value in self.policy.readings.items()
            if value != self.policy.pack.readings[name].default
        ]
        readings = self._say("readings", readings=self._join(changed)) if changed else self._say("default_readings")
        return self._say("edition", number=title.number, effective_from=title.effective_from, readings=readings)

    def _standing(self, name: str) -> str:
        declared = self.policy.pack.standings.get(name)
        if declared is None:
            return self._say("undetermined")
        return declared.label if self.language == "zh" else declared.label_en

    def _decision(self, name: str) -> str:
        declared = self.policy.pack.decisions[name]
        return declared.label if self.language == "zh" else declared.label_en

    def _finding(self, name: str) -> str:
        declared = self.policy.pack.findings[name]
        return declared.label if self.language == "zh" else declared.label_en

    def _named(self, name: str) -> str:
        return f"{self._finding(name)} ({name})"

    def _answer(self, name: str, answer: Answer) -> str:
        if answer.is_open or self.language == "en":
            return self._say(f"answer.{answer.value}")
        return self.policy.pack.findings[name].words[answer is Answer.NOT_ESTABLISHED]

    def _cited(self, clauses: Iterable[ClauseRef]) -> str:
        labels = [self.policy.pack.clauses[clause].label for clause in clauses]
        return f"〔{'、'.join(labels)}〕" if labels else ""

    def _join(self, words: Iterable[str]) -> str:
        return ("；" if self.language == "zh" else "; ").join(words)

    def _colon(self) -> str:
        return "：" if self.language == "zh" else ": "

    def _say(self, code: str, **params: object) -> str:
        return sentence(f"cli.spoken.{code}", params, self.language)


def _below(line: Explanation) -> tuple[Explanation, ...]:
    """The lines under ``line``; an entry is one with the rule that it stands on."""
    if line.point.form == "entry" and line.children and line.children[0].point.operator:
        return line.children[0].children
    return line.children


def _operator(line: Explanation) -> str | None:
    if line.point.form == "entry" and line.children:
        return line.children[0].point.operator
    return line.point.operator


def _plain(line: Explanation) -> Explanation:
    """A rule over a single line is that line; none over a single list is none of that list (and has no name)."""
    if line.point.form != "rule" or len(line.children) != 1:
        return line
    [child] = line.children
    if line.point.operator != "none" or child.point.form == "finding":
        return _plain(child)
    if child.point.operator != "any":
        return line
    return replace(line, point=replace(child.point, operator="none", id=None), children=child.children)


def _silent(line: Explanation) -> bool:
    """Nothing on file speaks of it."""
    if line.state is not None:
        return line.state == FindingState()
    return bool(line.children) and all(_silent(child) for child in line.children)
