"""The difference of two policies for a reader: which situations, how many, with the smallest example of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rongcuo.base import ClauseRef, Language, sentence
from rongcuo.cli.columns import indented
from rongcuo.cli.proofs import share
from rongcuo.determination.diff import Difference, Moved
from rongcuo.determination.words import established
from rongcuo.law import Pack, Policy
from rongcuo.law.compare import Bound, Reworded, TextDifference

_MARKS = {"same": "{}", "out": "〔删：{}〕", "in": "〔增：{}〕"}


@dataclass(frozen=True, slots=True)
class Differences:
    """The words of one difference in one language; what the law itself says stays in Chinese."""

    found: Difference
    text: TextDifference | None
    language: Language

    def lines(self) -> Iterator[str]:
        """Both policies, what they do not share, the counts, each change, and the text."""
        found = self.found
        yield self._say("first", policy=self._policy(found.first))
        yield self._say("second", policy=self._policy(found.second))
        yield from self._apart()
        yield self._say("situations", findings=len(found.order), compared=f"{found.compared:,}")
        if any(found.refused):
            yield self._say("refused", first=f"{found.refused[0]:,}", second=f"{found.refused[1]:,}")
        yield self._counted("changed", found.changed) if found.changed else self._say("unchanged")
        for number, change in enumerate(found.changes, 1):
            yield ""
            yield from self._change(number, change)
        if self.text is not None:
            yield ""
            yield from self._text(self.text)

    def _apart(self) -> Iterator[str]:
        found = self.found
        for side, names in zip(("first", "second"), found.findings_apart, strict=True):
            if names:
                told = self._join(f"{self._finding(name)} ({name})" for name in names)
                yield self._say(f"findings_{side}", findings=told)
        packs = (found.first.pack, found.second.pack)
        for side, pack, names in zip(("first", "second"), packs, found.standings_apart, strict=True):
            if names:
                told = self._join(f"{self._standing(pack, name)} ({name})" for name in names)
                yield self._say(f"standings_{side}", standings=told)

    def _change(self, number: int, change: Moved) -> Iterator[str]:
        first, second = self.found.first, self.found.second
        before, after = self._standing(first.pack, change.before), self._standing(second.pack, change.after)
        yield self._counted("change", change.count, number=number, before=before, after=after)
        one, other = change.decided_by
        yield self._say("decided", first=_line(first, one), second=_line(second, other))
        yield self._say("example")
        findings = [self.found.finding(name) for name in change.example]
        for finding in findings:
            yield f"     {established(finding, self.language)}"
        yield self._say("rest" if findings else "nothing")

    def _text(self, text: TextDifference) -> Iterator[str]:
        if not text:
            yield self._say("same_text")
            return
        yield self._say("text")
        for code, clauses in (("added", text.added), ("removed", text.removed)):
            for clause in clauses:
                yield self._say(code, cited=clause.label)
                yield indented(clause.text, 4)
        for each in text.reworded:
            yield self._say("reworded", cited=each.after.label)
            yield indented(_marked(each), 4)
        for code, bindings in (("bound", text.bound), ("unbound", text.unbound)):
            if bindings:
                yield self._say(code, bindings=self._join(map(_binding, bindings)))

    def _policy(self, policy: Policy) -> str:
        title, readings = policy.pack.title, policy.pack.readings
        changed = [f"{name}={value}" for name, value in policy.readings.items() if value != readings[name].default]
        code = "readings" if changed else "default_readings"
        spoken = sentence(f"cli.spoken.{code}", {"readings": self._join(changed)}, self.language)
        edition = {"number": title.number, "effective_from": title.effective_from, "readings": spoken}
        return f"{title.policy}  {sentence('cli.spoken.edition', edition, self.language)}"

    def _counted(self, code: str, counted: int, **params: object) -> str:
        part = share(counted, self.found.compared, self.language)
        return self._say(code, count=f"{counted:,}", share=part, **params)

    def _finding(self, name: str) -> str:
        finding = self.found.finding(name)
        return finding.label_en if self.language == "en" else finding.label

    def _standing(self, pack: Pack, name: str) -> str:
        standing = pack.standings[name]
        return standing.label_en if self.language == "en" else standing.label

    def _join(self, parts: Iterable[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(parts)

    def _say(self, code: str, **params: object) -> str:
        return sentence(f"diff.{code}", params, self.language)


def _line(policy: Policy, name: str) -> str:
    [entry] = [entry for entry in policy.entries if entry.id == name]
    return f"{entry.label}{_cited(policy.pack, entry.clauses)}"


def _cited(pack: Pack, clauses: Iterable[ClauseRef]) -> str:
    return "〔" + "，".join(pack.clauses[clause].label for clause in clauses) + "〕"


def _marked(each: Reworded) -> str:
    return "".join(_MARKS[kind].format(words) for kind, words in each.parts)


def _binding(each: Bound) -> str:
    return f"{each.kind}.{each.name} [{each.clause}]"
