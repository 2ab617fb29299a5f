"""Whether a pack's table and the acts fit each other: what an act asks, the pack must list."""

import difflib
from collections.abc import Iterator

from rongcuo.base import Problem
from rongcuo.casefile.acts import ACTS
from rongcuo.casefile.fields import questions
from rongcuo.law.pack import Pack
from rongcuo.law.procedure import ActRow, ProcedureTable


def check(pack: Pack) -> tuple[Problem, ...]:
    """Rows of the table without an act, and lists that an act asks for and nobody declares."""
    table = pack.procedure
    if table is None:
        return ()
    return tuple(problem for row in table.acts.values() for problem in _row(row, table))


def _row(row: ActRow, table: ProcedureTable) -> Iterator[Problem]:
    shape = ACTS.get(row.id)
    if shape is None:
        nearest = difflib.get_close_matches(row.id, ACTS, n=1, cutoff=0.0)[0]
        yield Problem("table.unknown_act", {"act": row.id, "nearest": nearest}, row.place)
        return
    for wanted in sorted(_lists(shape) - table.lists.keys()):
        yield Problem("table.list_missing", {"act": row.id, "list": wanted}, row.place)


def _lists(shape: type) -> set[str]:
    asked = list(questions(shape))
    nested = {name for question in asked if question.row for name in _lists(question.row)}
    return nested | {question.of for question in asked if question.kind == "choice" and question.of}
