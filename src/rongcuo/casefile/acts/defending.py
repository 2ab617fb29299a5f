"""The party's defence and its acceptance (5.2)."""

from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMade:
    """One claim of a defence, tied to what the law asks."""

    target: str = ask("finding", "对应的条件", "What it concerns", of="matter,nature,condition,conflict,circumstance")
    statement: Sealed = ask("prose", "事实和理由", "Statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDefence(Act):
    """提出书面申辩意见: by the party, or registered from paper by an officer."""

    name: ClassVar[str] = "file_defence"
    entry: ClassVar[str] = "defence_filed"

    claims: tuple[ClaimMade, ...] = ask(
        "rows", "申辩理由", "Claims", row=ClaimMade, clause="5.2",
        hint="逐项填写，每项对应一个条件。",
    )  # fmt: skip
    statement: Sealed | None = ask("prose", "其他说明", "Further statement", default=None)
    attachments: tuple[Sealed, ...] = ask("attachments", "证明材料", "Attachments", default=())
    on_paper: bool = ask("flag", "纸质申辩，由承办人登记", "On paper, registered by an officer", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementDefence(Act):
    """补充申辩: further claims or material to a defence already filed."""

    name: ClassVar[str] = "supplement_defence"
    entry: ClassVar[str] = "defence_supplemented"

    claims: tuple[ClaimMade, ...] = ask("rows", "补充的理由", "Further claims", row=ClaimMade, clause="5.2", default=())
    statement: Sealed | None = ask("prose", "补充说明", "Further statement", default=None)
    attachments: tuple[Sealed, ...] = ask("attachments", "补充材料", "Attachments", default=())
    on_paper: bool = ask("flag", "纸质材料，由承办人登记", "On paper, registered by an officer", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveDefence(Act):
    """不申辩: open to change until the limit ends; what 5.1 owes stays owed."""

    name: ClassVar[str] = "waive_defence"
    entry: ClassVar[str] = "defence_waived"

    attachments: tuple[Sealed, ...] = ask("attachments", "书面声明", "Written statement", default=())
    on_paper: bool = ask("flag", "书面声明，由承办人登记", "On paper, registered by an officer", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptDefence(Act):
    """受理申辩: 5.2 knows no ground to refuse acceptance."""

    name: ClassVar[str] = "accept_defence"
    entry: ClassVar[str] = "defence_accepted"
