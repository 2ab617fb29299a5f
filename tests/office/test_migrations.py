"""A database of an earlier version is brought to this one: what was recorded stays, and joins what is new."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rongcuo.office import append_only
from rongcuo.office.models import IssuedDocument, LogLeaf
from tests.databases import connected

ENTRIES = (("register", 1, "2026-03-01"), ("case/1", 1, "2026-03-03"), ("register", 2, "2026-03-02"))


@pytest.fixture
def _first_version(vendor):
    """A database as the first migration left it, with three entries."""
    config = vendor.vendor.new()
    with connected(config):
        call_command("migrate", "office", "0001_initial", verbosity=0)
        apps = MigrationExecutor(connection).loader.project_state([("office", "0001_initial")]).apps
        apps.get_model("office", "District").objects.create(code="demo", name="示范区", short_name="示", policy="p")
        for stream, sequence, day in ENTRIES:
            apps.get_model("office", "LedgerEntry")(
                district_id="demo", stream=stream, sequence=sequence, type="x", schema=1, occurred_on=day,
                recorded_at=f"{day}T00:00:00.000000+00:00", actor="x", body="{}", editions="{}", algorithm="sha256",
                previous="0", hash=f"{stream}{sequence}",
            ).save(force_insert=True)  # fmt: skip
        yield
    vendor.vendor.remove(config)


@pytest.mark.usefixtures("_first_version")
def test_entries_of_the_first_version_wait_for_their_first_checkpoint_in_the_order_of_their_times():
    call_command("migrate", verbosity=0)

    leaves = LogLeaf.objects.order_by("id").select_related("entry")
    assert [entry[:2] for entry in sorted(ENTRIES, key=lambda entry: entry[2])] == [
        (leaf.stream, leaf.sequence) for leaf in leaves
    ]
    assert ["register1", "register2", "case/11"] == [leaf.entry.hash for leaf in leaves]
    assert {None} == {leaf.size for leaf in leaves}


@pytest.mark.usefixtures("_first_version")
def test_a_new_column_leaves_the_guards_of_the_table_in_place():
    call_command("migrate", verbosity=0)

    assert () == append_only.unguarded(connection)
    assert 0 == IssuedDocument.objects.exclude(code=None).count()
