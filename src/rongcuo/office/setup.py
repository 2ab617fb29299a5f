"""How a command line or a server wakes the office up."""

import os
from importlib import import_module


def configure() -> None:
    """Point Django at our settings and load the models; harmless when done before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rongcuo.office.settings")
    import_module("django").setup()


def prepare() -> None:
    """Bring the database to the present schema and make sure that the law can be loaded.

    Raises :class:`~rongcuo.base.RongcuoError` when the pack has errors: an
    office does not open on a law it cannot read.
    """
    configure()
    migrate()
    law = import_module("rongcuo.office.law")
    import_module("rongcuo.law").load(law.POLICY)


def migrate() -> None:
    """Apply the migrations that the database has not seen."""
    import_module("django.core.management").call_command("migrate", interactive=False, verbosity=0)
