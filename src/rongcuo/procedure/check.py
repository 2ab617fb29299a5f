"""What can be proved of a procedure table before any file is opened."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from rongcuo.base import Problem
from rongcuo.law.pack import Pack
from rongcuo.law.procedure import ActRow, GuardUse, ProcedureTable, Step
from rongcuo.procedure.guards import GUARDS


def check(pack: Pack) -> tuple[Problem, ...]:
    """Every problem of the pack's table; none for a pack without one."""
    table = pack.procedure
    if table is None:
        return ()
    reach = reachable(table)
    return (
        *_vocabulary(table),
        *_stages(table, reach[table.stages[0].id]),
        *(problem for row in table.acts.values() for problem in _feeding(row, table, reach)),
    )


def reachable(table: ProcedureTable) -> Mapping[str, frozenset[str]]:
    """For each stage, the stages that some sequence of acts leads to from it, itself included."""
    moves = {stage.id: set(_moves(table, stage.id)) for stage in table.stages}
    return {stage: _closure(stage, moves) for stage in moves}


def _moves(table: ProcedureTable, stage: str) -> Iterator[str]:
    for step in _steps(table):
        if stage in step.stages and step.to is not None:
            yield step.to


def _closure(start: str, moves: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        stage = waiting.pop()
        if stage not in found:
            found.add(stage)
            waiting.extend(moves.get(stage, ()))
    return frozenset(found)


def _steps(table: ProcedureTable) -> Iterator[Step]:
    for row in table.acts.values():
        yield from row.steps


def _stages(table: ProcedureTable, reached: frozenset[str]) -> Iterator[Problem]:
    for stage in table.stages:
        if stage.id not in reached:
            yield Problem("table.unreachable_stage", {"stage": stage.id})
    for row in table.acts.values():
        if not reached.intersection(_from(row)):
            yield Problem("table.unreachable_act", {"act": row.id}, row.place)


def _from(row: ActRow) -> frozenset[str]:
    return frozenset(stage for step in row.steps for stage in step.stages)


def _uses(row: ActRow) -> Iterator[GuardUse]:
    yield from row.guards
    for step in row.steps:
        yield from step.when


def _vocabulary(table: ProcedureTable) -> Iterator[Problem]:
    uses: list[GuardUse] = [use for row in table.acts.values() for use in _uses(row)]
    uses += [use for duty in table.duties for use in (*duty.owed, *duty.done)]
    for use in uses:
        yield from _use(use, table)


def _use(use: GuardUse, table: ProcedureTable) -> Iterator[Problem]:
    guard = GUARDS.get(use.guard)
    if guard is None:
        nearest = difflib.get_close_matches(use.guard, GUARDS, n=1, cutoff=0.0)[0]
        yield Problem("table.unknown_guard", {"name": use.guard, "nearest": nearest}, use.place)
        return
    for parameter in guard.params:
        if parameter not in use.params:
            params = {"name": use.guard, "parameter": parameter}
            yield Problem("table.guard_parameter", params, use.place)
    for limit in _named(use, "limit", "limits"):
        if limit not in table.limits:
            yield Problem("table.unknown_limit", {"name": use.guard, "limit": limit}, use.place)
    for duty in _named(use, "duties"):
        if duty not in {each.id for each in table.duties}:
            yield Problem("table.unknown_duty", {"name": use.guard, "duty": duty}, use.place)
    if "is" in use.params and not guard.negatable:
        yield Problem("table.no_negation", {"name": use.guard}, use.place)


def _named(use: GuardUse, *parameters: str) -> Iterator[object]:
    for parameter in parameters:
        value = use.params.get(parameter, ())
        yield from value if isinstance(value, list | tuple) else (value,)


def _feeding(row: ActRow, table: ProcedureTable, reach: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """A guard that needs an act holds only if that act is in the table, and can come first."""
    for use in _uses(row):
        guard = GUARDS.get(use.guard)
        if guard is None or not guard.fed_by or use.params.get("is") is False:
            continue
        feeders = [table.acts[name] for name in guard.fed_by if name in table.acts]
        params = {"act": row.id, "name": guard.name, "feeders": "、".join(guard.fed_by)}
        if not feeders:
            yield Problem("table.guard_cannot_hold", params, use.place)
        elif not _can_come_first(feeders, row, reach):
            yield Problem("table.guard_too_late", params, use.place)


def _can_come_first(feeders: Iterable[ActRow], row: ActRow, reach: Mapping[str, frozenset[str]]) -> bool:
    wanted = _from(row)
    after = (step.to or stage for feeder in feeders for step in feeder.steps for stage in step.stages)
    return any(wanted & reach.get(stage, frozenset()) for stage in after)
