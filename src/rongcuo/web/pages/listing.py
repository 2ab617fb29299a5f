"""The list of files: rows, and what one can filter by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rongcuo.law.procedure import Stage
from rongcuo.office.cases.models import CaseFile
from rongcuo.web.clauses import Law
from rongcuo.web.marks import NO_LIMIT, Lamp, lamp
from rongcuo.web.pages.onfile import ERASED
from rongcuo.workdays import Calendar, format_zh, remaining

FIRST_YEAR = 2017
"""The regulation's own year: no file is older."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A file in a list."""

    address: str
    number: str
    party: str
    title: str
    stage: str
    opened_on: date
    lamp: Lamp
    until: str


def list_rows(files: Iterable[CaseFile], law: Law, calendar: Calendar, today: date) -> tuple[ListRow, ...]:
    """The files as rows; each comes with its title, party and organisation already fetched."""
    labels = {stage.id: stage.label for stage in stages(law)}
    return tuple(_row(file, labels, calendar, today) for file in files)


def title_of(file: CaseFile) -> str:
    """The matter in one line."""
    return ERASED if file.title.body is None else file.title.body


def stages(law: Law) -> tuple[Stage, ...]:
    """The stages that a file can be in."""
    table = law.policy.pack.procedure
    return table.stages[1:] if table else ()


def years(today: date) -> tuple[str, ...]:
    """The years that can be asked for, newest first."""
    return tuple(str(year) for year in range(today.year, FIRST_YEAR - 1, -1))


def conditions(asked: Mapping[str, str], law: Law) -> list[str]:
    """The filters in force, in words."""
    labels = {stage.id: stage.label for stage in stages(law)}
    words = {
        "stage": labels.get(asked.get("stage", ""), asked.get("stage", "")),
        "year": f"{asked.get('year')}年",
        "mine": "我承办的",
        "text": asked.get("text", ""),
    }
    return [words[name] for name in words if asked.get(name)]


def _row(file: CaseFile, labels: Mapping[str, str], calendar: Calendar, today: date) -> ListRow:
    last = file.next_deadline if getattr(file, "handled", False) else None
    return ListRow(
        address=f"/cases/{file.id}/",
        number=file.number,
        party=file.party_name,
        title=title_of(file),
        stage=labels.get(file.stage, file.stage),
        opened_on=file.opened_on,
        lamp=lamp(remaining(last, today, calendar)) if last else NO_LIMIT,
        until=f"截至{format_zh(last)}" if last else "",
    )
