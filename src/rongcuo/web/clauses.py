"""A regulation as the pages quote it: chips, verbatim words, labels of lists."""

from dataclasses import dataclass
from functools import cached_property

from rongcuo.base import ClauseRef
from rongcuo.law.pack import Policy
from rongcuo.law.procedure import Choice
from rongcuo.web.marks import Chip

_CHAPTERS = "引一二三四五六七八九十"
_UNSEEN = "〔原文未收入，据要旨比对，待核〕"


@dataclass(frozen=True)
class Law:
    """What a page asks of the policy that its file is under."""

    policy: Policy

    def chip(self, ref: ClauseRef | None) -> Chip | None:
        """The chip of a clause; none where the thing rests on no clause of this regulation."""
        if ref is None or ref not in self.policy.pack.clauses:
            return None
        label = self.policy.pack.clauses[ref].label
        return Chip(ref, label, f"{_spoken(ref)}，查看原文", f"/policy/#c-{ref}")

    def text(self, ref: ClauseRef) -> str:
        """The clause, word for word, or that its words were not seen."""
        pack = self.policy.pack
        return _UNSEEN if pack.unseen([ref]) else pack.clauses[ref].text

    def passage(self, ref: ClauseRef | None) -> tuple[tuple[str, bool], ...]:
        """A clause with its opening words: (text, whether it is the clause itself)."""
        if ref is None:
            return ()
        parent = ref.parent
        clauses = self.policy.pack.clauses
        lead = ((clauses[parent].text, False),) if parent is not None and len(ref.parts) > 2 else ()
        return (*lead, (self.text(ref), True))

    def choices(self, name: str) -> tuple[Choice, ...]:
        """A closed list of the procedure; empty where the pack has none of that name."""
        table = self.policy.pack.procedure
        return table.lists.get(name, ()) if table else ()

    def choice(self, name: str, identity: str | None) -> str:
        """The label of one row of a closed list; the id itself where it is not on file."""
        return next((row.label for row in self.choices(name) if row.id == identity), identity or "")

    def finding(self, identity: str) -> str:
        """The label of a finding."""
        return self.policy.pack.findings[identity].label

    def clause(self, number: str) -> str:
        """A clause as the regulation numbers it."""
        found = self.policy.pack.clauses.get(ClauseRef.parse(number))
        return found.label if found else number

    def reading(self, identity: str) -> str:
        """The label of a reading; the id itself where the pack has it no more."""
        found = self.policy.pack.readings.get(identity)
        return found.label if found else identity

    def reading_value(self, written: str) -> str:
        """``id=value`` in words: the reading's label and the value's."""
        identity, _, chosen = written.partition("=")
        found = self.policy.pack.readings.get(identity)
        labels = {value.id: value.label for value in found.values} if found else {}
        return f"{self.reading(identity)}：{labels.get(chosen, chosen)}"

    def standing(self, identity: str) -> str:
        """The label of a standing; 尚不能定 while it is undetermined."""
        known = self.policy.pack.standings.get(identity)
        return known.label if known else "尚不能定"

    def decision(self, identity: str) -> str:
        """The label of a kind of decision."""
        return self.policy.pack.decisions[identity].label

    def act(self, name: str) -> str:
        """The label of an act in the procedure's table."""
        table = self.policy.pack.procedure
        return table.acts[name].label if table and name in table.acts else name

    def act_clause(self, name: str) -> ClauseRef | None:
        """The clause of an act in the procedure's table."""
        table = self.policy.pack.procedure
        return table.acts[name].clause if table and name in table.acts else None

    @property
    def own_limit(self) -> str:
        """``内部办理时限，非132号规定``: what stands beside every limit of the office's own."""
        return f"内部办理时限，非{self._short_number}规定"

    @property
    def own_reminder(self) -> str:
        """``内部办理提醒，非132号规定``: what stands beside every reminder."""
        return f"内部办理提醒，非{self._short_number}规定"

    @cached_property
    def _short_number(self) -> str:
        number = self.policy.pack.title.number
        return number.rpartition("〕")[2] or number

    @cached_property
    def edition(self) -> str:
        """``越委办〔2017〕132号，2017年11月2日起``: what the page foot says."""
        title = self.policy.pack.title
        start = title.effective_from
        return f"{title.number}，{start.year}年{start.month}月{start.day}日起"


def _spoken(ref: ClauseRef) -> str:
    """``第四部分（一）第3项``: a clause's number as a reader says it aloud."""
    parts = ref.parts
    if parts == (0,):
        return "引言"
    words = f"第{_CHAPTERS[parts[0]]}部分"
    if len(parts) > 1:
        words += f"（{_CHAPTERS[parts[1]]}）"
    return words + (f"第{parts[2]}项" if len(parts) > 2 else "")
