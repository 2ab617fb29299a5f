"""Recusal and replacement of officers."""

from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Recuse(Act):
    """回避: takes effect at once and everywhere on this file."""

    name: ClassVar[str] = "recuse"
    entry: ClassVar[str] = "recused"

    person: str = ask("person", "回避人员", "Person recused", of="any")
    ground: str = ask("choice", "回避事由", "Ground", of="recusal_ground")
    reasons: Sealed = ask("prose", "说明", "Reasons")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceOfficer(Act):
    """更换承办人: one officer leaves, another takes over."""

    name: ClassVar[str] = "replace_officer"
    entry: ClassVar[str] = "officer_replaced"

    leaving: str = ask("person", "原承办人", "Officer leaving", of="officers")
    incoming: str = ask("person", "接办人", "Officer taking over", of="investigating")
    reasons: Sealed = ask("prose", "原因", "Reasons")
