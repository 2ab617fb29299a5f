"""跟踪台账: the duties that are open on files that are over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rongcuo.law.procedure import Duty
from rongcuo.office.cases.models import DutyRow
from rongcuo.office.follow_up import FollowUpFilter
from rongcuo.web.clauses import Law
from rongcuo.web.marks import NO_LIMIT, Chip, Lamp, lamp, numbered
from rongcuo.web.pages.listing import stages
from rongcuo.web.pages.workbench import act_address
from rongcuo.workdays import format_zh, remaining


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One duty that is still owed."""

    lamp: Lamp
    until: str
    label: str
    chip: Chip | None
    who: str
    party: str
    number: str
    address: str
    stage: str


def follow_up_rows(rows: Iterable[DutyRow], found: FollowUpFilter) -> tuple[FollowUpRow, ...]:
    """The rows of one page of the register: a duty of one's own leads to its form, another's to the file."""
    words = Law(found.law)
    kinds, labels = duties(words), {stage.id: stage.label for stage in stages(words)}
    rows = tuple(rows)
    own = found.own(rows)
    made = (_row(row, kinds[row.duty], words, labels, found) for row in rows)
    return tuple(
        shown if (row.casefile_id, row.duty, row.item) in own else replace(shown, address=f"/cases/{row.casefile_id}/")
        for row, shown in zip(rows, made, strict=True)
    )


def duties(words: Law) -> Mapping[str, Duty]:
    """The duties of the pack by id."""
    table = words.policy.pack.procedure
    return {duty.id: duty for duty in table.duties} if table else {}


def conditions(asked: Mapping[str, str], words: Law, organs: Mapping[str, str]) -> list[str]:
    """The filters in force, in words."""
    kind = duties(words).get(asked.get("duty", ""))
    said = {
        "duty": kind.label if kind else asked.get("duty", ""),
        "organ": organs.get(asked.get("organ", ""), asked.get("organ", "")),
        "overdue": "已逾期",
    }
    return [said[name] for name in said if asked.get(name)]


def _row(row: DutyRow, duty: Duty, words: Law, labels: Mapping[str, str], found: FollowUpFilter) -> FollowUpRow:
    file, last = row.casefile, row.last_day
    return FollowUpRow(
        lamp=lamp(remaining(last, found.today, found.calendar)) if last else NO_LIMIT,
        until=f"截至{format_zh(last)}" if last else "条文未规定期限",
        label=numbered(duty.label, row.item),
        chip=words.chip(duty.clause),
        who=_who(row),
        party=file.party_name,
        number=file.number,
        address=act_address(f"/cases/{file.id}/", duty, row.item),
        stage=labels.get(file.stage, file.stage),
    )


def _who(row: DutyRow) -> str:
    """The organ, or the party by name; what an officer owes by name, the investigating organ owes."""
    if row.organ is not None:
        return row.organ.name
    file = row.casefile
    return file.party_name if row.person_id == file.party_person_id else file.investigating_organ.name
