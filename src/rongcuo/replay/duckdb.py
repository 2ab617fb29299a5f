"""The engine ``duckdb``: the tables joined in a database inside this process."""

import ibis
import pyarrow as pa

from rongcuo.replay.joined import JoinedKernel, Table
from rongcuo.replay.program import Program


class InProcess:
    """DuckDB in memory; what outgrows it goes to a temporary folder of its own."""

    def __init__(self) -> None:
        self._connection = ibis.duckdb.connect()

    def put(self, name: str, table: pa.Table, *, small: bool) -> Table:  # noqa: ARG002  DuckDB sees the size itself
        """Arrow memory is read where it lies."""
        self._connection.con.register(name, table)
        return self._connection.table(name)

    def fetch(self, expression: Table) -> pa.Table:
        """What the expression comes to."""
        return self._connection.to_pyarrow(expression)

    def close(self) -> None:
        """Close the database."""
        self._connection.disconnect()


def engine(program: Program) -> JoinedKernel:
    """The engine ``duckdb``."""
    return JoinedKernel(program, InProcess())
