"""A regulation as the pages quote it: chips, verbatim words, labels of lists."""

from dataclasses import dataclass
from functools import cached_property

from rongcuo.base import ClauseRef
from rongcuo.casefile.labels import Labels
from rongcuo.web.marks import Chip

_CHAPTERS = "引一二三四五六七八九十"
_UNSEEN = "〔原文未收入，据要旨比对，待核〕"


@dataclass(frozen=True)
class Law(Labels):
    """What a page asks of the policy that its file is under: its labels, its clauses, and what it says of itself."""

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
