"""What each clause does in the machine: one binding for each thing declared under it."""

from collections.abc import Iterable, Mapping

from rongcuo.base import ClauseRef
from rongcuo.law.declarations import Declarations
from rongcuo.law.items import Item
from rongcuo.law.procedure import GuardUse, ProcedureTable
from rongcuo.law.text import Binding


def bindings(declarations: Declarations, table: ProcedureTable | None) -> tuple[Binding, ...]:
    """Every binding of a pack, in the order of the clauses; a broken table still binds its clause."""
    labels = {item.id: str(item.data.get("label", item.id)) for item in declarations.items("finding")}
    made = [binding for item in declarations.every() for binding in _of(item, labels)]
    made.extend(_guards(table) if table else ())
    return tuple(sorted(dict.fromkeys(made), key=lambda binding: binding.clause))


def _of(item: Item, labels: Mapping[str, str]) -> Iterable[Binding]:
    if item.kind in ("open", "unseen"):
        return
    for clause in _clauses(item):
        yield Binding(clause, *_title(item, labels))


def _clauses(item: Item) -> Iterable[ClauseRef]:
    if item.kind != "entry":
        return (item.clause,) if item.clause is not None else ()
    named = item.data.get("clauses")
    return tuple(_readable(named)) if isinstance(named, list) else ()


def _readable(named: list[object]) -> Iterable[ClauseRef]:
    for text in named:
        try:
            yield ClauseRef.parse(str(text))
        except ValueError:
            continue


def _title(item: Item, labels: Mapping[str, str]) -> tuple[str, str, str]:
    """Kind, name and label; of a closed list, the list's name is the kind (``effect``)."""
    label = str(item.data.get("label", item.id))
    if item.kind == "list":
        return item.id, str(item.data.get("id", "")), label
    if item.kind == "exclusive":
        named = item.data.get("findings")
        names = [str(name) for name in named] if isinstance(named, list) else []
        return item.kind, "、".join(names), "、".join(labels.get(name, name) for name in names)
    return item.kind, item.id, label


def _guards(table: ProcedureTable) -> Iterable[Binding]:
    """What an act or a duty waits for binds the clause that the guard cites."""
    for act in table.acts.values():
        yield from _uses((*act.guards, *(use for step in act.steps for use in step.when)), act.label)
    for duty in table.duties:
        yield from _uses((*duty.owed, *duty.done), duty.label)


def _uses(uses: Iterable[GuardUse], label: str) -> Iterable[Binding]:
    for use in uses:
        if use.clause is not None:
            yield Binding(use.clause, "guard", use.guard, label)
