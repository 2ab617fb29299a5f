"""Who keeps the record of a case file, and when it may be dealt with as a record."""

from collections.abc import Iterator

from rongcuo.base import Refusal
from rongcuo.office.reading import CaseReading

KEEPERS = (("investigating", "head"), ("deciding", "secretary"))
"""The posts that keep the record of a file: which of the file's organs, which function there."""


def is_keeper(found: CaseReading) -> bool:
    """Whether the person handles this file and is in one of the posts that keep its record."""
    held = {(post.organ, post.function) for post in found.context.actor.posts}
    return found.within and any((found.state.organ(organ), function) in held for organ, function in KEEPERS)


def under_way(found: CaseReading) -> Iterator[Refusal]:
    """Nothing leaves a file, and nothing goes from it, before it has come to a decision or ended early."""
    stage = next((each for each in found.context.table.stages if each.id == found.state.stage), None)
    if found.state.decision is None and not (stage and stage.early_end):
        yield Refusal("office.record_under_way", {"stage": stage.label if stage else ""})
