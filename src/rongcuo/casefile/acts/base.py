"""What every act has: a name, the entry it makes, and the day it happened."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rongcuo.casefile.fields import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An official act. ``occurred_on`` is the day in law, not the day of recording."""

    name: ClassVar[str] = ""
    entry: ClassVar[str] = ""
    """The type of the entry that the act makes, in the past tense."""

    occurred_on: date = ask(
        "date",
        "发生日期",
        "Date of the act",
        hint="实际办理的日期，与登记时间分开记录；不能晚于今天。",
    )
