"""What the report's wording may ask of a year: figures, shares, tables, steps, and what came after the last report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rongcuo.base import ClauseRef, Problem
from rongcuo.casefile.labels import Labels
from rongcuo.casefile.words import full_date
from rongcuo.documents import Row, Said, Source, Wording, misplaced
from rongcuo.office.people.models import Organ
from rongcuo.office.summaries.gathering import Gathered
from rongcuo.office.summaries.naming import Naming
from rongcuo.reports.figures import FIGURES, OUTCOMES, RATIOS
from rongcuo.reports.summary import Dimension

TABLES: Mapping[str, Dimension] = {"by_matter": "matter", "by_rank": "rank", "by_against": "against"}
CHECKED: Mapping[str, str] = {
    "flow": "结转、启动与决定、移送、终止、结转", "outcomes": "各种决定结果之和与已作决定",
    "pleas": "各类申辩之和与已作决定", "consent": "应当报请同意的免责决定与已经同意的",
}  # fmt: skip


_OUTCOMES = frozenset({"label", *OUTCOMES})
LISTS: Mapping[str, frozenset[str]] = dict.fromkeys(TABLES, _OUTCOMES) | {
    "steps": frozenset({"label", "count", "median", "longest"}), "late": frozenset({"label", "then", "now"}),
    "unequal": frozenset({"label", "left", "right"}), "definitions": frozenset({"label", "unit", "definition"}),
}  # fmt: skip
"""Every list by its name, with the fields of its rows."""
PLAIN = (
    "summary.year", "summary.addressee", "summary.until", "summary.wholly", "summary.partly", "organ.name",
    "organ.contact", "organ.telephone", "signer.name", "clause.5_7.quoted",
)  # fmt: skip


def problems_of(wording: Wording) -> tuple[Problem, ...]:
    """What the wording of a report asks for that no year could tell."""
    counted = {f"{when}.{name}" for when in ("figure", "before") for name in FIGURES}
    return tuple(misplaced(wording, {*PLAIN, *counted, *(f"share.{name}" for name in RATIOS)}, LISTS))


@dataclass(frozen=True)
class SummaryAnswers:
    """Implements :class:`rongcuo.documents.OnFile` over the figures of a year."""

    gathered: Gathered
    organ: Organ
    signer: str
    law: Labels
    late: Mapping[str, tuple[int, int]]
    """Figures of the year before that are no longer what its report said: then and now."""

    def said(self, name: str) -> Said:
        """The value of that name."""
        head, _, rest = name.partition(".")
        found = {"figure": self._figure, "before": self._before, "share": self._share}.get(head)
        if found:
            return found(rest)
        return Said(self._plain()[name], (Source("clause", "5.7"),))

    def rows(self, name: str) -> tuple[Row, ...]:
        """The list of that name."""
        if name in TABLES:
            return tuple(self._table(TABLES[name]))
        lists = {
            "steps": self._steps, "late": self._late, "unequal": self._unequal, "definitions": self._definitions,
        }  # fmt: skip
        return tuple(Row(fields) for fields in lists[name]())

    def has(self, name: str) -> bool:
        """Whether there is something of that name."""
        try:
            return bool(self.rows(name))
        except KeyError:
            return bool(self.said(name).text)

    def _figure(self, name: str) -> Said:
        return Said(str(self.gathered.summary.value(name)), (Source("clause", FIGURES[name].clause),))

    def _before(self, name: str) -> Said:
        return Said(str(self.gathered.before.value(name)), (Source("clause", FIGURES[name].clause),))

    def _share(self, name: str) -> Said:
        numerator, denominator = self.gathered.summary.share(name)
        words = f"{numerator}比{denominator}" + (f"（{numerator * 100 / denominator:.1f}%）" if denominator else "")
        return Said(words, (Source("clause", FIGURES[RATIOS[name].numerator].clause),))

    def _plain(self) -> Mapping[str, str]:
        title = self.law.policy.pack.title
        clause = ClauseRef.parse("5.7")
        text = self.law.policy.pack.clauses[clause].text
        return {
            "summary.year": str(self.gathered.year),
            "summary.addressee": f"{self.gathered.district.name}党委、政府",
            "summary.until": full_date(self.gathered.summary.period.last),
            "summary.wholly": str(self.gathered.summary.wholly),
            "summary.partly": str(self.gathered.summary.partly),
            "organ.name": self.organ.name,
            "organ.contact": self.organ.contact or "（待填写）",
            "organ.telephone": self.organ.telephone or "（待填写）",
            "signer.name": self.signer,
            "clause.5_7.quoted": f"《{title.title}》（{title.number}）{self.law.clause('5.7')}规定：“{text}”",
        }

    def _table(self, by: Dimension) -> Iterator[Row]:
        naming, found = Naming(self.gathered, self.law), self.gathered.summary.tables[by]
        for key in naming.order(by, found):
            cells = {outcome: str(found[key][outcome].files) for outcome in OUTCOMES}
            if any(cell != "0" for cell in cells.values()):
                yield Row({"label": naming.key(by, key)} | cells, (Source("clause", "5.7"),))

    def _steps(self) -> Iterator[Mapping[str, str]]:
        for each in self.gathered.summary.steps:
            if each.count:
                yield {
                    "label": each.step.label, "count": str(each.count), "median": str(each.median),
                    "longest": str(each.longest),
                }  # fmt: skip

    def _late(self) -> Iterator[Mapping[str, str]]:
        for name, (then, now) in self.late.items():
            yield {"label": FIGURES[name].label, "then": str(then), "now": str(now)}

    def _unequal(self) -> Iterator[Mapping[str, str]]:
        for check in self.gathered.summary.checks:
            if not check.holds:
                yield {"label": CHECKED[check.id], "left": str(check.left), "right": str(check.right)}

    def _definitions(self) -> Iterator[Mapping[str, str]]:
        for figure in FIGURES.values():
            yield {"label": figure.label, "unit": figure.unit, "definition": figure.definition}
        for ratio in RATIOS.values():
            yield {"label": ratio.label, "unit": "比例", "definition": ratio.definition}
