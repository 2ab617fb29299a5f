"""The names of things in a pack, in the reader's language, as the study writes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from rongcuo.base import ClauseRef, Language, sentence
from rongcuo.determination import Determination, FindingState
from rongcuo.determination.practice.study import Agreement
from rongcuo.law import Pack


class Labelled(Protocol):
    """What a pack gives a label in both languages."""

    @property
    def label(self) -> str: ...

    @property
    def label_en(self) -> str: ...


@dataclass(frozen=True, slots=True)
class StudyWords:
    """Labels of one pack; the law itself has them in Chinese alone."""

    pack: Pack
    language: Language

    def standing(self, name: str) -> str:
        """A standing's label."""
        return self._label(self.pack.standings[name])

    def standings(self, found: Determination) -> str:
        """The standing, or one possible standing a line."""
        return "\n".join(self.standing(each) for each in found.possible)

    def decision(self, name: str | None) -> str:
        """A decision's label; that there is none like it."""
        return self.say("no_decision") if name is None else self._label(self.pack.decisions[name])

    def finding(self, name: str) -> str:
        """A finding's label."""
        return self._label(self.pack.findings[name])

    def answer(self, name: str, state: FindingState) -> str:
        """The law's own word for an answer; an open one says whether somebody asked."""
        if state.answer.is_open:
            asked = "inquired" if state.inquired else "not_asked"
            return self.say(f"answer.{state.answer.value}") + self.say(f"answer.{asked}")
        if self.language == "en":
            return self.say(f"answer.{state.answer.value}")
        yes, no = self.pack.findings[name].words
        return yes if state.answer.supported else no

    def agreement(self, kind: Agreement) -> str:
        """相符, 不同, 未定 or 不作比较."""
        return self.say(f"agreement.{kind.value}")

    def clauses(self, clauses: Iterable[ClauseRef]) -> str:
        """The clauses as the regulation numbers them."""
        return "、".join(self.labels(clauses))

    def labels(self, clauses: Iterable[ClauseRef]) -> list[str]:
        """The same one by one."""
        return [self.pack.clauses[clause].label for clause in clauses]

    def join(self, words: Iterable[str]) -> str:
        """Ids in a row."""
        return ("、" if self.language == "zh" else ", ").join(words)

    def chain(self, labels: Iterable[str]) -> str:
        """Labels, which may hold commas themselves, in a row."""
        return ("；" if self.language == "zh" else "; ").join(labels)

    def say(self, code: str, **params: object) -> str:
        """A sentence of the study."""
        return sentence(f"cli.study.{code}", params, self.language)

    def _label(self, declared: Labelled) -> str:
        return declared.label if self.language == "zh" else declared.label_en
