"""The database itself keeps what was recorded: an entry is neither changed nor removed."""

import pytest
from django.db import DatabaseError, connection, transaction

from rongcuo.office.append_only import unguarded
from rongcuo.office.models import IssuedDocument, LedgerEntry
from tests.builders import Scene

pytestmark = pytest.mark.usefixtures("database")

STATEMENTS = {
    "update": "UPDATE office_ledgerentry SET actor = 'somebody'",
    "delete": "DELETE FROM office_ledgerentry",
    "update of a document": "UPDATE office_issueddocument SET number = 'x'",
    "delete of a document": "DELETE FROM office_issueddocument",
}
ON_ONE = {
    "sqlite": {
        "replace": "INSERT OR REPLACE INTO office_ledgerentry SELECT * FROM office_ledgerentry",
        "update or replace": "UPDATE OR REPLACE office_ledgerentry SET sequence = 1",
    },
    "postgresql": {
        "truncate": "TRUNCATE office_ledgerentry",
        "truncate of everything that points at it": "TRUNCATE office_district CASCADE",
        "upsert": "INSERT INTO office_ledgerentry SELECT * FROM office_ledgerentry "
        "ON CONFLICT (district_id, stream, sequence) DO UPDATE SET actor = 'somebody'",
    },
}


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("way", STATEMENTS)
def test_the_database_refuses(way):
    Scene().at("notified")
    before = list(LedgerEntry.objects.values_list())

    refused(STATEMENTS[way])

    assert before == list(LedgerEntry.objects.values_list())


def test_the_database_refuses_the_ways_that_only_it_knows():
    Scene().at("notified")
    connection.check_constraints()

    for statement in ON_ONE[connection.vendor].values():
        refused(statement)


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.update(actor="somebody"),
        lambda entries: entries.delete(),
        lambda entries: entries.bulk_update([entries[0]], ["actor"]),
        lambda entries: entries.bulk_create([LedgerEntry()]),
        lambda entries: entries.create(stream="case/x"),
        lambda entries: entries.get_or_create(stream="case/x", sequence=1),
        lambda entries: entries.update_or_create(sequence=1),
        lambda entries: entries[0].save(),
        lambda entries: entries[0].delete(),
    ],
)
def test_the_model_names_the_door_to_whoever_tries_another_way(change):
    with pytest.raises(Exception, match=r"rongcuo\.office\.door\.carry_out"):
        change(LedgerEntry.objects.all())


def test_a_lost_guard_is_noticed():
    drop = {
        "sqlite": "DROP TRIGGER office_ledgerentry_update",
        "postgresql": "ALTER TABLE office_issueddocument DISABLE TRIGGER office_issueddocument_row",
    }
    assert () == unguarded(connection)

    with connection.cursor() as cursor:
        cursor.execute(drop[connection.vendor])

    expected = {"sqlite": (LedgerEntry,), "postgresql": (IssuedDocument,)}[connection.vendor]
    assert tuple(model._meta.db_table for model in expected) == unguarded(connection)
