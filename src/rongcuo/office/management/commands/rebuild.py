"""Make every projection again from the ledger."""

from typing import Any

from django.core.management.base import BaseCommand

from rongcuo.office.rebuilding import rebuild


class Command(BaseCommand):
    """Columns, grants, recusals and duties of every case file, from its entries; the ledger is only read."""

    help = __doc__

    def handle(self, *_: Any, **__: Any) -> None:
        """Rebuild, and say how many files there were."""
        self.stdout.write(f"{rebuild()}")
