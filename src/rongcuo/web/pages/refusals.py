"""A refusal as a page shows it: what is on file, the clause, and the link that opens the way."""

from collections.abc import Iterable
from dataclasses import dataclass

from rongcuo.base import Refusal
from rongcuo.web.clauses import Law
from rongcuo.web.marks import Chip
from rongcuo.web.pages.onfile import OnFile


@dataclass(frozen=True, slots=True)
class Opening:
    """The act that opens the way."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """One reason why not."""

    text: str
    chip: Chip | None
    opens: Opening | None


def refusal_lines(refusals: Iterable[Refusal], law: Law, on: OnFile | None) -> tuple[RefusalLine, ...]:
    """The reasons in order, each once."""
    lines = (RefusalLine(each.text(), law.chip(each.clause), _opening(each, law, on)) for each in refusals)
    return tuple(dict.fromkeys(lines))


def _opening(refusal: Refusal, law: Law, on: OnFile | None) -> Opening | None:
    if refusal.opens is None or on is None:
        return None
    return Opening(law.act(refusal.opens), on.act_address(refusal.opens))
