"""Letter versus practice as a reader takes it in: the examples in rows, a cross table, sums, each reading's weight."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rongcuo.base import ClauseRef, Language, sentence
from rongcuo.cli.columns import in_columns, indented, packed
from rongcuo.cli.studied_case import StudiedCase
from rongcuo.cli.study_words import StudyWords
from rongcuo.determination.practice.study import Agreement, Row, Shift, Study

WIDTHS = (6, 16, 26, 22, 12, 18)
"""Columns of the table: id, where and when, the law's word, what was done, how they agree, the clauses."""

CROSS = 14
"""Columns of one decision in the cross table."""

MOST = 10
"""How many of the findings that keep examples open are listed."""


@dataclass(frozen=True, slots=True)
class Studied:
    """The words of one study in one language; the law's own words and the examples stay Chinese."""

    study: Study
    language: Language

    def whole(self) -> Iterator[str]:
        """Every example in a row, then what they amount to."""
        title = self.study.pack.title
        params = {"number": title.number, "effective_from": title.effective_from, "count": len(self.study.rows)}
        yield self._say("heading", **params)
        if not self.study.rows:
            return
        yield ""
        yield from in_columns(self._headings("id", "place", "law", "practice", "agreement", "clauses"), WIDTHS)
        for row in self.study.rows:
            yield from in_columns(self._cells(row), WIDTHS)
        for part in (self._crossing, self._sums, self._keeps_open, self._readings):
            yield ""
            yield from part()

    def each_in_full(self) -> Iterator[str]:
        """Every example with its findings, their reasons, and the clauses that make the difference."""
        for position, row in enumerate(self.study.rows):
            if position:
                yield ""
            yield from StudiedCase(self._words, row, self.study.shifts).lines()

    @property
    def _words(self) -> StudyWords:
        return StudyWords(self.study.pack, self.language)

    def _cells(self, row: Row) -> tuple[str, ...]:
        words, example = self._words, row.example
        return (
            example.id,
            f"{example.locality}\n{example.year}",
            words.standings(row.found),
            example.outcome,
            words.agreement(row.agreement),
            packed(words.labels(row.turns_on), WIDTHS[-1]),
        )

    def _crossing(self) -> Iterator[str]:
        """Standing by decision: alone / among others."""
        pack, cells = self.study.pack, self.study.crossing()
        decisions = [name for name in (*pack.decisions, None) if any(name == each for _, each in cells)]
        widths = (WIDTHS[2], *(CROSS for _ in decisions))
        yield self._say("crossing")
        yield from in_columns(("", *map(self._words.decision, decisions)), widths)
        for standing in pack.standings:
            if any(standing == each for each, _ in cells):
                counts = (cells.get((standing, decision)) for decision in decisions)
                numbers = (f"{pair[0]} / {pair[1]}" if pair else "—" for pair in counts)
                yield from in_columns((self._words.standing(standing), *numbers), widths)

    def _sums(self) -> Iterator[str]:
        study = self.study
        kinds = {kind.value: count for kind, count in study.agreements.items()}
        compared = len(study.rows) - study.agreements[Agreement.NOT_COMPARED]
        yield self._say("sums", count=len(study.rows), **kinds)
        yield self._say("within", within=study.within, compared=compared)
        yield self._say("open", undetermined=study.undetermined, asked=study.asked_in_vain)

    def _keeps_open(self) -> Iterator[str]:
        kept = list(self.study.keeps_open.items())[:MOST]
        if not kept:
            return
        yield self._say("keeps_open", most=len(kept), of=len(self.study.keeps_open))
        for finding, count in kept:
            clause = self.study.pack.findings[finding].clause
            yield f"  {count:>3}  {self._words.finding(finding)}  {self._cited([clause])}"

    def _readings(self) -> Iterator[str]:
        yield self._say("readings")
        for shift in self.study.shifts:
            reading = self.study.pack.readings[shift.reading]
            label = next(value.label for value in reading.values if value.id == shift.value)
            yield f"  {reading.label}：{label}  {self._cited([reading.clause])}  {shift.reading}={shift.value}"
            yield indented(self._weight(shift), 4)

    def _weight(self, shift: Shift) -> str:
        """Which examples a reading changes, and for which it turns how practice stands to the law."""
        if not shift.changes:
            return self._say("no_change")
        words = self._words
        changed = self._say(
            "changes", count=len(shift.changes), examples=words.join(each.example for each in shift.changes)
        )
        turned = (
            self._say(
                "turn",
                example=change.example,
                before=words.agreement(change.agreement_before),
                after=words.agreement(change.agreement_after),
            )
            for change in shift.recast
        )
        return changed + (self._say("turned", turns=words.join(turned)) if shift.recast else self._say("none_turned"))

    def _headings(self, *names: str) -> tuple[str, ...]:
        return tuple(self._say(f"column.{name}") for name in names)

    def _cited(self, clauses: Iterable[ClauseRef]) -> str:
        return f"〔{self._words.clauses(clauses)}〕"

    def _say(self, code: str, **params: object) -> str:
        return sentence(f"cli.study.{code}", params, self.language)
