"""One worked example in full: what its source says and leaves out, the law's word, the practice, the difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rongcuo.cli.columns import indented, pad
from rongcuo.cli.study_words import StudyWords
from rongcuo.determination.practice.study import Row, Shift

_ANSWER, _STEP = 20, 2
"""Columns of an answer, and of one step to the right."""


@dataclass(frozen=True, slots=True)
class StudiedCase:
    """The words of one row of a study."""

    words: StudyWords
    row: Row
    shifts: Sequence[Shift]

    def lines(self) -> Iterator[str]:
        """From the publication to the difference."""
        for part in (self._source, self._findings, self._law, self._practice, self._readings):
            yield from part()

    def _source(self) -> Iterator[str]:
        example = self.row.example
        seen = self.words.say(f"seen.{example.seen}")
        yield f"{example.id}  {example.title}"
        yield self.words.say("published", locality=example.locality, year=example.year, seen=seen)
        yield from (f"{' ' * _STEP}{source}" for source in example.sources)
        yield indented(example.summary, _STEP)
        if example.readings:
            chosen = (f"{name}={value}" for name, value in example.readings.items())
            yield self.words.say("own_readings", readings=self.words.join(chosen))

    def _findings(self) -> Iterator[str]:
        """In the law's order; what the source is silent on is counted."""
        pack, given = self.words.pack, self.row.example.findings
        yield ""
        yield self.words.say("findings")
        for name, finding in pack.findings.items():
            if name in given:
                answer = pad(self.words.answer(name, given[name]), _ANSWER)
                yield f"{' ' * _STEP}{answer}{self.words.finding(name)}  〔{self.words.clauses([finding.clause])}〕"
                yield indented(given[name].note or "", _STEP + _ANSWER)
        yield " " * _STEP + self.words.say("silent", count=len(pack.findings) - len(given))

    def _law(self) -> Iterator[str]:
        found = self.row.found
        yield ""
        yield self.words.say("law" if found.is_determined else "law_open", number=self.words.pack.title.number)
        yield from (f"{' ' * _STEP}{line}" for line in self.words.standings(found).split("\n"))
        if found.missing:
            yield self.words.say("missing", count=len(found.missing))
            yield indented(self.words.chain(map(self.words.finding, found.missing)), _STEP)

    def _practice(self) -> Iterator[str]:
        row, example = self.row, self.row.example
        yield ""
        yield self.words.say("practice", outcome=example.outcome, decision=self.words.decision(example.decision))
        yield self.words.say(f"compared.{row.agreement.value}", clauses=self.words.clauses(row.turns_on))
        if example.decision is not None and row.found.needs_reasons(example.decision):
            yield self.words.say("needs_reasons")
        yield self.words.say("difference", clauses=self.words.clauses(example.clauses))
        yield indented(example.difference, _STEP)

    def _readings(self) -> Iterator[str]:
        """Which single change of a reading changes the possible standings of this example."""
        mine = [
            (shift, change)
            for shift in self.shifts
            for change in shift.changes
            if change.example == self.row.example.id
        ]
        if not mine:
            return
        yield ""
        yield self.words.say("case_readings")
        for shift, change in mine:
            after = self.words.chain(map(self.words.standing, change.after))
            turned = self.words.agreement(change.agreement_after)
            params = {"reading": shift.reading, "value": shift.value, "standings": after, "agreement": turned}
            yield indented(self.words.say("case_reading", **params), _STEP)
