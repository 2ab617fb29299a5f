"""The program as one Ibis expression over mask columns: a join for each group of findings.

The same expression runs wherever Ibis does. ``decided`` is for tables that
stay where they are (a warehouse, a cluster); ``JoinedKernel`` carries batches
to a database and their results back, and is what the engines ``duckdb`` and
``spark`` are made of.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from rongcuo.replay.kernel import Kernel
from rongcuo.replay.lookup import Lookup, lookups
from rongcuo.replay.program import Program
from rongcuo.replay.result import Masks, Result

Table = Any
"""An Ibis table or column; Ibis makes them at run time, so that no checker sees into them."""

ROW, ESTABLISHED, REFUTED, ENTRIES = "row", "established", "refuted", "entries"


class Database(Protocol):
    """What an engine of tables asks of a database."""

    def put(self, name: str, table: pa.Table, *, small: bool) -> Table:
        """Make ``table`` known as ``name``, in place of what had the name; ``small`` ones are joined to others."""

    def fetch(self, expression: Table) -> pa.Table:
        """What the expression comes to, in any order."""

    def close(self) -> None:
        """Give the database back."""


def decided(facts: Table, groups: Sequence[Lookup], tables: Sequence[Table]) -> Table:
    """``facts`` with the column ``entries``: the entries that can decide each case, as a mask (int64).

    ``facts`` has the mask columns ``established`` and ``refuted``; ``tables``
    are the ``groups`` put into the same database with ``lookup_table``.
    """
    one, other = facts[ESTABLISHED].cast("int64"), facts[REFUTED].cast("int64")
    contested = one & other
    known = facts.mutate(only_established=one ^ contested, only_refuted=other ^ contested)
    joined = reduce(_join, enumerate(zip(groups, tables, strict=True)), known)
    return joined.select(*facts.columns, **{ENTRIES: joined[f"value_{len(groups) - 1}"]})


def _join(facts: Table, step: tuple[int, tuple[Lookup, Table]]) -> Table:
    """One group more; the name of each column carries the group's number."""
    number, (group, table) = step
    count = len(group.bits)
    key = _gathered(facts.only_established, group.bits) << count | _gathered(facts.only_refuted, group.bits)
    if number:
        key |= facts[f"value_{number - 1}"] << 2 * count
    keyed = facts.mutate(**{f"key_{number}": key})
    named = table.rename({f"key_of_{number}": "key", f"value_{number}": "value"})
    return keyed.left_join(named, keyed[f"key_{number}"] == named[f"key_of_{number}"])


def _gathered(mask: Table, bits: Sequence[int]) -> Table:
    """The ``bits`` of a mask side by side, the first lowest; neighbours are taken together."""
    parts = (((mask >> first) & ((1 << length) - 1)) << at for first, length, at in _runs(bits))
    return reduce(lambda one, other: one | other, parts, mask & 0 if not bits else next(parts))


def _runs(bits: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring bits: the first, how many, and where they go."""
    start = 0
    for position in range(1, len(bits) + 1):
        if position == len(bits) or bits[position] != bits[position - 1] + 1:
            yield bits[start], position - start, start
            start = position


def lookup_table(group: Lookup) -> pa.Table:
    """A group as a table with the columns ``key`` and ``value``."""
    return pa.table({"key": group.keys, "value": group.values})


class JoinedKernel:
    """One program in one database.

    The database gives the entries. Which findings are missing is worked out
    here as the rows come back, by the NumPy kernel: their number has no bound
    that a table could have.
    """

    def __init__(self, program: Program, database: Database) -> None:
        self._database = database
        self._kernel = Kernel(program)
        self._groups = lookups(program)
        self._tables = [
            database.put(f"lookup_{number}", lookup_table(group), small=True)
            for number, group in enumerate(self._groups)
        ]

    def run(self, established: Masks, refuted: Masks) -> Result:
        """The result of a batch of masks."""
        columns = {ESTABLISHED: established.view(np.int64), REFUTED: refuted.view(np.int64)}
        batch = pa.table({ROW: np.arange(len(established)), **columns})
        facts = self._database.put("facts", batch, small=False)
        found = self._database.fetch(decided(facts, self._groups, self._tables)[[ROW, ENTRIES]])
        entries = np.zeros(len(established), np.uint64)
        entries[found[ROW].to_numpy()] = found[ENTRIES].to_numpy().view(np.uint64)
        return Result(entries, self._kernel.run(established, refuted).missing)

    def close(self) -> None:
        """Give the database back."""
        self._database.close()
