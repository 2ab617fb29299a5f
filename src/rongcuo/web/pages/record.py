"""The record of a file, for those who keep it: what may be erased, and the orders to erase."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rongcuo.casefile.words import full_date
from rongcuo.ledger import references
from rongcuo.office.archiving import may_archive
from rongcuo.office.erasure import erasable
from rongcuo.office.files.models import Erasure
from rongcuo.office.reading import CaseReading
from rongcuo.web.pages.case import Step
from rongcuo.web.pages.onfile import OnFile

_SHORT = 60
"""So many characters of a text are enough to know it by."""

_STATES = {
    Erasure.ORDERED: "待安全管理员执行",
    Erasure.CARRIED_OUT: "已删除",
    Erasure.DECLINED: "不予执行",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A text or an attachment that can be chosen."""

    id: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What one entry brought on file."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order to erase, as a page lists it: how much, never what."""

    id: str
    number: str
    organ: str
    amount: str
    ground: str
    ordered: str
    state: str
    settled: str
    is_open: bool
    leftovers: int


def record_links(found: CaseReading, address: str) -> tuple[Step, ...]:
    """Where whoever keeps the record takes the package and orders an erasure; nothing for anybody else."""
    if may_archive(found):
        return ()
    return (Step("下载归档包", f"{address}archive/"), Step("提出依法删除", f"{address}erasure/"))


def groups(found: CaseReading, on: OnFile, chosen: Iterable[str]) -> tuple[Group, ...]:
    """Everything that can be erased, by the entry that brought it, in the order of the file."""
    left, marked = set(erasable(found)), frozenset(chosen)
    return tuple(_groups(found, on, left, marked))


def _groups(found: CaseReading, on: OnFile, left: set[str], marked: frozenset[str]) -> Iterator[Group]:
    table = found.context.table
    for entry, record in zip(found.entries, found.records, strict=True):
        ids = [each.id for each in references(entry.body.get("act")) if each.id in left]
        left.difference_update(ids)
        if ids:
            choices = tuple(Choice(name, _words(found, name), name in marked) for name in dict.fromkeys(ids))
            label = f"第{entry.sequence}条　{table.acts[record.act.name].label}　{on.person(record.actor)}"
            yield Group(label, choices)


def _words(found: CaseReading, name: str) -> str:
    if name in found.files:
        return f"附件：{found.files[name].name}"
    words = " ".join((found.texts[name] or "").split())
    return words if len(words) <= _SHORT else f"{words[:_SHORT]}……"


def order_line(order: Erasure, names: Mapping[str, str]) -> OrderLine:
    """An order in words; ``names`` are persons by id."""
    amount = [f"文字{len(order.texts)}段"] * bool(order.texts) + [f"附件{len(order.files)}个"] * bool(order.files)
    settled = f"{names.get(str(order.settled_by_id), '')}　{full_date(order.settled_on)}" if order.settled_on else ""
    return OrderLine(
        id=str(order.pk),
        number=order.casefile.number,
        organ=order.casefile.investigating_organ.name,
        amount="、".join(amount),
        ground=order.ground,
        ordered=f"{names.get(str(order.ordered_by_id), '')}　{full_date(order.ordered_on)}",
        state=_STATES[order.state],
        settled=settled,
        is_open=order.is_open,
        leftovers=len(order.leftovers),
    )
