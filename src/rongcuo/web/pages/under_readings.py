"""What the result is worth under other readings, below the determination."""

from dataclasses import dataclass

from rongcuo.determination import UNDETERMINED, Determination
from rongcuo.web.clauses import Law
from rongcuo.web.marks import Chip


@dataclass(frozen=True, slots=True)
class UnderReading:
    """One changed reading with what the law would then allow."""

    reading: str
    value: str
    chip: Chip | None
    allowed: str


@dataclass(frozen=True, slots=True)
class UnderReadings:
    """A sentence on all readings, and the single changes that give other standings."""

    sentence: str
    rows: tuple[UnderReading, ...]


def under_readings(determination: Determination, law: Law) -> UnderReadings:
    """Every reading that the result on this file hangs on."""
    robust = determination.robust
    rows = tuple(
        UnderReading(
            reading=reading.label,
            value=next(value.label for value in reading.values if value.id == each.value),
            chip=law.chip(reading.clause),
            allowed="；".join(map(law.standing, each.possible)),
        )
        for each in robust.otherwise
        for reading in (law.policy.pack.readings[each.reading],)
    )
    return UnderReadings(_sentence(robust.standing, rows, law), rows)


def _sentence(standing: str, rows: tuple[UnderReading, ...], law: Law) -> str:
    if standing != UNDETERMINED:
        return f"无论采用哪种适用口径，结果都是“{law.standing(standing)}”。"
    if not rows:
        return "适用口径逐项改变，条文允许的结果都不变。"
    return "以上按本案卷的适用口径比对。下列口径单独改变时，条文允许的结果不同："
