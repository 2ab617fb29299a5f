"""Make every projection again from the ledger."""

from typing import Any

from django.core.management.base import BaseCommand

from rongcuo.office.rebuilding import rebuild


class Command(BaseCommand):
    """Columns, grants, recusals and duties of case files, columns of the registers' items; the ledger is only read."""

    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        """Rebuild, and say how many files and items there were."""
        self.stdout.write(f"{rebuild()}")
