"""What the headings and keys of the summary are called: by the law, the district's organs, the levels of ranks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from rongcuo.casefile.labels import Labels
from rongcuo.office.people.models import Organ
from rongcuo.reports.summary import SEVERAL, Dimension

DIMENSIONS: Mapping[Dimension, str] = {
    "matter": "适用事项", "nature": "失误情形", "rank": "职务层次", "organisation_kind": "单位类别",
    "deciding": "问责决定机关", "against": "不符合的条件和情形",
}  # fmt: skip

COLUMNS: Mapping[str, str] = {
    "exempt": "免于问责", "mitigated": "减轻处理", "lighter": "从轻处理", "accountable": "予以问责",
    "ended": "不予问责",
}  # fmt: skip
"""The outcomes as columns of a table."""

RANK_LABELS: Mapping[str, str] = {
    "bureau": "厅局级", "division": "处级", "section": "科级", "below_section": "科以下", "none": "无级别",
    "unit": "单位",
}  # fmt: skip


class WithOrgans(Protocol):
    """Whatever is named knows the district's organs by id."""

    @property
    def organs(self) -> Mapping[str, Organ]:
        """By id."""


@dataclass(frozen=True)
class Naming:
    """Labels for what a summary counts."""

    gathered: WithOrgans
    law: Labels
    several = SEVERAL

    def key(self, by: Dimension, key: str) -> str:
        """The label of a row."""
        if by == "rank":
            return RANK_LABELS[key]
        if by == "organisation_kind":
            return self._kinds.get(key, "类别未登记")
        if by == "deciding":
            organ = self.gathered.organs.get(key)
            return organ.name if organ else key
        return self.law.finding(key)

    def order(self, by: Dimension, keys: Iterable[str]) -> list[str]:
        """The rows in the order of the law, of the list or of the ranks."""
        wanted = {
            "rank": list(RANK_LABELS), "organisation_kind": list(self._kinds),
            "deciding": sorted(self.gathered.organs, key=lambda each: self.gathered.organs[each].name),
        }.get(by, list(self.law.policy.pack.findings))  # fmt: skip
        place = {key: number for number, key in enumerate(wanted)}
        return sorted(keys, key=lambda key: place.get(key, len(place)))

    @property
    def _kinds(self) -> Mapping[str, str]:
        table = self.law.policy.pack.procedure
        return {row.id: row.label for row in table.lists.get("organisation_kind", ())} if table else {}
