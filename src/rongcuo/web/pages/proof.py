"""What the chain of a file says of itself on its page, and how far it is witnessed outside the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from rongcuo.ledger import Break
from rongcuo.web.pages.course import moment
from rongcuo.web.pages.onfile import OnFile


@dataclass(frozen=True, slots=True)
class Proof:
    """What the chain says of itself on this page."""

    sentence: str
    recorded: str
    digest: str
    checkpoints: str
    intact: bool

    @property
    def shape(self) -> str:
        """A tick, or the diamond of what is wrong."""
        return "tick" if self.intact else "diamond"


def proof(on: OnFile, breaks: Sequence[Break], digests: Sequence[str], witnessed: int) -> Proof:
    """What the chain of this file says of itself, verified for this very page."""
    last = max(on.recorded, default=0)
    local = on.recorded[last] if last else None
    sentence = f"1至{on.state.sequence}条首尾相接，与本页一致"
    if breaks:
        places = "、".join(dict.fromkeys(str(each.sequence) for each in breaks))
        sentence = f"第{places}条与存证不一致，请停止办理并联系案管室"
    digest = digests[-1] if digests else ""
    year = f"{local.year}年" if local else ""
    return Proof(
        sentence=sentence,
        recorded=f"{year}{moment(local)}" if local else "",
        digest=f"{digest[:8]} … {digest[-4:]}",
        checkpoints=_checkpoints(witnessed, on.state.sequence),
        intact=not breaks,
    )


def _checkpoints(covered: int, last: int) -> str:
    """How far the file is witnessed outside the database."""
    if covered >= last:
        return f"1至{last}条均已列入"
    waiting = f"第{last}条" if covered == last - 1 else f"{covered + 1}至{last}条"
    return (f"1至{covered}条已列入，" if covered else "") + f"{waiting}待列入下一个检查点"
