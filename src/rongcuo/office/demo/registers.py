"""The registers of the demonstration: one interpretation, asked for, drafted and answered."""

from typing import Any

from rongcuo.office.demo.district import Cast, DemoError
from rongcuo.office.demo.play import working_day
from rongcuo.office.outcomes import Recorded
from rongcuo.office.registers.door import carry_out

_QUESTION = "演示数据：送达当日是否计入10个工作日，各单位理解不一。"
_STATEMENT = "演示数据：五（二）的10个工作日，自送达当日起算，还是自送达的次日起算？"
_ANSWER = "演示数据：自送达的次日起算，送达当日不计入。"
_SETTLES = "day_count_from=day_after_service"

STEPS: tuple[tuple[int, str, str, dict[str, Any]], ...] = (
    (
        6, "linshu", "ask_interpretation",
        {"clause": "5.2", "reading": "day_count_from", "question": _QUESTION},
    ),
    (4, "hejing", "draft_interpretation", {"statement": _STATEMENT, "answer": _ANSWER, "settles": _SETTLES}),
    (2, "gulan", "answer_interpretation", {"statement": _STATEMENT, "answer": _ANSWER, "settles": _SETTLES}),
)  # fmt: skip
"""Working days ago, by whom, which act, with which words; the reading is settled as it was understood before."""


def play_interpretation(cast: Cast) -> str:
    """Play it through the door, as everybody else's acts are; gives its number."""
    done: Recorded | None = None
    for ago, who, act, words in STEPS:
        raw = {"occurred_on": working_day(ago).isoformat(), **words}
        if done is None:
            raw["organ"] = str(cast.organs["committee"].id)
        outcome = carry_out(
            actor=cast.persons[who], act=act, raw=raw, item=done.item_id if done else None,
            key=f"demo-interpretation-{act}", version=done.sequence if done else None,
        )  # fmt: skip
        if not isinstance(outcome, Recorded):
            raise DemoError(f"{act}: {outcome}")
        done = outcome
    return done.number if done else ""
