"""Facts on file from which findings follow: the norms breached, the events; and the rank that nobody had settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.acts.inquiring import Citation
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed

Entered = Mapping[str, int | str]
"""One record as entered: by field, whole numbers, ISO dates, codes, ``yes`` or ``no``; what is unknown is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBreaches(Act):
    """登记所违反的规范: the whole list, in the place of an earlier one."""

    name: ClassVar[str] = "list_breaches"
    entry: ClassVar[str] = "breaches_listed"
    record: ClassVar[str] = "breach"

    rows: tuple[Entered, ...] = ask(
        "records", "所违反的规范", "Norms breached", of="breach", clause="4.1.1", default=(),
        hint="每条一行，登记全部；登记后替代原来的登记。",
    )  # fmt: skip
    complete: bool = ask(
        "flag", "已经查全，没有其他所违反的规范", "The list is complete", clause="4.1.1", default=False,
        hint="没有查全的不选；没有选的，未列的规范按未查清处理。",
    )  # fmt: skip
    cited: tuple[Citation, ...] = ask("citations", "所依据的证据", "Evidence", row=Citation, clause="5.3", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEvents(Act):
    """登记事件: what happened, in figures; their grade follows by the tables in force there and then."""

    name: ClassVar[str] = "list_events"
    entry: ClassVar[str] = "events_listed"
    record: ClassVar[str] = "event"

    rows: tuple[Entered, ...] = ask(
        "records", "事件", "Events", of="event", clause="4.1", default=(),
        hint="每件一行；不知道的数字不填，不填写零。",
    )  # fmt: skip
    complete: bool = ask("flag", "已经查全，没有其他事件", "The list is complete", clause="4.1", default=False)
    cited: tuple[Citation, ...] = ask("citations", "所依据的证据", "Evidence", row=Citation, clause="5.3", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleRank(Act):
    """确定职务层次: for a rank that stands in no group of 5.7; until it is settled consent is owed."""

    name: ClassVar[str] = "settle_rank"
    entry: ClassVar[str] = "rank_settled"

    rank: str = ask("choice", "比照的职务层次", "Rank that it is equal to", of="rank", clause="5.7")
    reasons: Sealed = ask("prose", "理由和依据", "Reasons", clause="5.7")
