"""The database backend that ``options.sqlite`` names; Django looks for it in a module of this name.

SQLite lets one writer in and has the others ask again and again, ever more
seldom: who has just come may pass whoever has waited longest, until that one
is told that the database is locked. Here only one asks; the others stand in a
queue before it, across threads and processes. The kernel keeps the queue and
takes out of it whoever dies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose writing transactions begin in turn."""

    transaction_mode: Any

    def _start_transaction_under_autocommit(self) -> None:
        begin: Any = super()
        with self._turn() if self.transaction_mode == "IMMEDIATE" else nullcontext():
            begin._start_transaction_under_autocommit()  # noqa: SLF001  Django leaves backends to begin as they must

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait behind those who came first; over as soon as the transaction has begun, or could not."""
        queue = os.open(f"{self.settings_dict['NAME']}-queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(queue, fcntl.LOCK_EX)
            yield
        finally:
            os.close(queue)
