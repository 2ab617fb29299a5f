"""The procedure table as a picture: a Mermaid state diagram, drawn from the table alone."""

from collections import defaultdict
from collections.abc import Iterator

from rongcuo.law.pack import Pack
from rongcuo.law.procedure import ActRow, ProcedureTable


def draw(pack: Pack) -> str:
    """A Mermaid ``stateDiagram-v2`` of the pack's table; empty for a pack without one.

    An arrow carries every act that may lead from one stage to the next, with
    its clause; acts that leave the stage where it is stand in a note.
    """
    if pack.procedure is None:
        return ""
    return "\n".join(_lines(pack, pack.procedure)) + "\n"


def _lines(pack: Pack, table: ProcedureTable) -> Iterator[str]:
    yield "stateDiagram-v2"
    for stage in table.stages[1:]:
        yield f"    {stage.id}: {stage.label}"
    for (source, target), acts in _arrows(pack, table).items():
        start = "[*]" if source == table.stages[0].id else source
        yield f"    {start} --> {target}: {'／'.join(acts)}"
    for name, acts in _staying(pack, table).items():
        yield f"    note right of {name}: {'、'.join(acts)}"


def _arrows(pack: Pack, table: ProcedureTable) -> dict[tuple[str, str], list[str]]:
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in table.acts.values():
        for step in row.steps:
            for stage in step.stages:
                if step.to is not None and step.to != stage and _caption(pack, row) not in arrows[stage, step.to]:
                    arrows[stage, step.to].append(_caption(pack, row))
    return arrows


def _staying(pack: Pack, table: ProcedureTable) -> dict[str, list[str]]:
    staying: dict[str, list[str]] = defaultdict(list)
    for row in table.acts.values():
        stays = {stage for step in row.steps for stage in step.stages if step.to in (None, stage)}
        for stage in sorted(stays):
            staying[stage].append(_caption(pack, row))
    return staying


def _caption(pack: Pack, row: ActRow) -> str:
    return f"{row.label} {pack.clauses[row.clause].label}" if row.clause else row.label
