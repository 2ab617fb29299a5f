"""A determination and a question as a reader takes them in: rows, words first, clauses behind.

Nothing here says which way an answer would lead; a value is neither good nor bad.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rongcuo.base import Answer, ClauseRef, Language, sentence
from rongcuo.cli.columns import indented, pad
from rongcuo.determination import UNDETERMINED, Determination, Explanation, Inquiry, Question
from rongcuo.determination.counterfactual import Change, Counterfactual
from rongcuo.determination.robust import Robust
from rongcuo.law import Policy

_VALUE, _CITED, _STEP = 12, 16, 2
"""Columns of a value and of a clause's number, and of one step to the right."""

_MANY = 4
"""Findings under one line from which on those with one answer share a row."""


Show = Callable[[Explanation], bool]
"""Whether what stands below a line is shown."""


def _everything(_: Explanation) -> bool:
    return True


def _what_is_open(line: Explanation) -> bool:
    """While undetermined: the lines that keep it so."""
    return line.point.form == "exclusive" or (line.value == "open" and line.possible is not False)


def _what_decides(line: Explanation) -> bool:
    """Once determined: the entry that decides, down to its findings."""
    return line.possible is not False


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of one policy in one language; what the law itself says stays in Chinese."""

    policy: Policy
    language: Language

    def determination(self, found: Determination, *, full: bool = False) -> Iterator[str]:
        """The result, why, what is still in question, and what the readings are worth; ``full`` with every limb."""
        yield self._edition()
        yield self._say("result", standing=self._standing(found.standing), clauses=self._cited(found.clauses))
        if unseen := self.policy.pack.unseen(found.clauses):
            yield self._say("unseen_clauses", clauses=self._cited(unseen))
        if found.modality:
            yield self._say("modality", modality=self._say(f"modality.{found.modality}"))
        if not found.is_determined:
            yield self._say("possible", standings=self._standings(found.possible))
        if found.decisions:
            yield self._say("decisions", decisions=self._join(map(self._decision, found.decisions)))
        yield ""
        yield self._say("comparison" if full else "explanation")
        show = _everything if full else _what_decides if found.is_determined else _what_is_open
        for line in (found.comparison if full else found.explanation).children:
            yield from self._rows(line, 1, show)
        yield from self._missing(found)
        yield from self._robust(found.robust)
        if found.contested:
            yield self._say("contested", findings=self._join(map(self._finding, found.contested)))
        for source in found.reported:
            if source.state.answer is not Answer.UNDETERMINED:
                yield self._say("reported", finding=self._finding(source.finding), clause=self._cited([source.clause]))

    def otherwise(self, found: Iterable[Counterfactual]) -> Iterator[str]:
        """The nearest way to each other standing."""
        yield ""
        yield self._say("otherwise")
        for each in found:
            if each.changes is None:
                yield f"  {self._say('no_way', standing=self._standing(each.standing))}"
                continue
            yield f"  {self._say('way', standing=self._standing(each.standing), count=len(each.changes))}"
            for how, changes in groupby(sorted(each.changes, key=_how), key=_how):
                yield indented(self._say(f"how.{how or 'open'}", changes=self._join(map(self._changed, changes))), 4)

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
        yield indented(each.text or self._say("unseen"), 4)
        yield self._say("answers", yes=each.words[0], no=each.words[1], now=self._answer(each.finding, each.answer))
        if each.judged:
            yield self._say("judged")
        if each.evidence:
            yield self._say("evidence", evidence=self._join(each.evidence))

    def _rows(self, line: Explanation, depth: int, show: Show) -> Iterator[str]:
        """One row a line, and below it what ``show`` lets through; many findings with one answer share a row."""
        unfolded = show(line)
        yield self._row(line, depth, unfolded=unfolded)
        if show is _everything and line.point.form == "finding":
            yield indented(line.point.text or self._say("unseen"), (depth + 1) * _STEP + _VALUE)
        below = [_plain(child) for child in _below(line)] if unfolded else []
        together = () if show is _everything else _alike(below)
        for child in below:
            if child not in together:
                yield from self._rows(child, depth + 1, show)
        for word, findings in groupby(together, key=self._word):
            yield indented(self._together(word, list(findings)), (depth + 1) * _STEP)

    def _together(self, word: str, findings: Sequence[Explanation]) -> str:
        """Of open findings only how many: those that matter are told by clause below."""
        if all(each.value == "open" for each in findings):
            return self._say("as_many", word=word, count=len(findings))
        labels = self._join(map(self._label, findings))
        return self._say("alike", word=word, count=len(findings), labels=labels)

    def _row(self, line: Explanation, depth: int, *, unfolded: bool) -> str:
        point, word = line.point, self._word(line)
        operator = _operator(line) if unfolded or point.id is None or line.answer else None
        frame = self._say(f"operator.{operator}") if operator else ""
        words = self._colon().join(part for part in (frame, self._label(line)) if part)
        clause = self._cited(point.clauses or ([point.clause] if point.clause else []))
        return f"{' ' * depth * _STEP}{pad(word, _VALUE)}{words}  {clause}".rstrip()

    def _word(self, line: Explanation) -> str:
        if line.answer is None:
            return self._say(f"value.{line.value}")
        return self._answer(line.point.id or "", line.answer)

    def _label(self, line: Explanation) -> str:
        point = line.point
        label = (point.label if self.language == "zh" else point.label_en or point.label) or ""
        if point.form == "exclusive":
            return self._say("exclusive")
        return f"{self._standing(point.standing or '')} ← {label}" if point.form == "entry" else label

    def _robust(self, robust: Robust) -> Iterator[str]:
        """What no choice of readings changes, or the readings that the result hangs on."""
        if robust.standing != UNDETERMINED or robust.otherwise:
            yield ""
        if robust.standing != UNDETERMINED:
            yield self._say("robust", standing=self._standing(robust.standing))
        for each in robust.otherwise:
            reading = self.policy.pack.readings[each.reading]
            value = next(value for value in reading.values if value.id == each.value)
            words = f"{reading.label}：{value.label}" if self.language == "zh" else f"{reading.id}={value.id}"
            yield self._say("under_reading", reading=words, standings=self._standings(each.possible))

    def _missing(self, found: Determination) -> Iterator[str]:
        """What is still in question, by clause; what was asked in vain is told apart from what nobody asked."""
        for inquired in (False, True):
            missing = [name for name in found.missing if found.state(name).inquired is inquired]
            if missing:
                yield ""
                yield self._say("missing_inquired" if inquired else "missing", count=len(missing))
                yield from self._by_clause(missing)

    def _by_clause(self, names: Iterable[str]) -> Iterator[str]:
        findings = self.policy.pack.findings
        for clause, group in groupby(names, key=lambda name: findings[name].clause):
            words = indented(self._join(map(self._finding, group)), _CITED + _STEP)
            yield f"  {pad(self._cited([clause]), _CITED)}{words.lstrip()}"

    def _changed(self, change: Change) -> str:
        return self._say(
            "change", finding=self._finding(change.finding), answer=self._answer(change.finding, change.then)
        )

    def _standings(self, names: Iterable[str]) -> str:
        return self._join(map(self._standing, names))

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
    if len(line.point.children) != 1 or line.point.form != "rule":
        return line
    [child] = line.children
    if line.point.operator != "none":
        return _plain(child)
    if child.point.form == "finding":
        return child._replace(point=replace(child.point, operator="none"))
    if child.point.operator != "any":
        return line
    return line._replace(point=replace(child.point, operator="none", id=None), children=child.children)


def _how(change: Change) -> str:
    return change.how or ""


def _alike(lines: Sequence[Explanation]) -> Sequence[Explanation]:
    """Findings with one answer that stand together in a long list: told in one row, or only counted."""
    findings = sorted((line for line in lines if line.answer), key=lambda line: (line.answer or Answer.CONTESTED).value)
    return findings if len(findings) >= _MANY else ()
