"""The database itself refuses to change or remove an entry or an issued document.

The statements stand here once; the first migration runs them, and
verification reports a table whose guard is gone.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("office_ledgerentry", "office_issueddocument")

_SQLITE = """
CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
# INSERT OR REPLACE would remove the older row without firing a delete trigger.
_SQLITE_REPLACE = """
CREATE TRIGGER {table}_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key})
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_KEYS = {
    "office_ledgerentry": "district_id = NEW.district_id AND stream = NEW.stream AND sequence = NEW.sequence",
    "office_issueddocument": "id = NEW.id OR (district_id = NEW.district_id AND number = NEW.number)",
}
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION rongcuo_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_row BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION rongcuo_append_only();
CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION rongcuo_append_only()
"""
_FIND = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'",
}
_EXPECTED = {"sqlite": ("update", "delete", "replace"), "postgresql": ("row", "truncate")}


def statements(vendor: str) -> Iterator[str]:
    """What guards the tables on ``sqlite`` or ``postgresql``."""
    if vendor == "postgresql":
        yield _POSTGRESQL_FUNCTION
        yield from (_POSTGRESQL.format(table=table) for table in TABLES)
        return
    for table in TABLES:
        yield from (_SQLITE.format(table=table, verb=verb) for verb in ("UPDATE", "DELETE"))
        yield _SQLITE_REPLACE.format(table=table, key=_KEYS[table])


def guard(connection: BaseDatabaseWrapper) -> None:
    """Put the guards in place; for the first migration."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)


def unguarded(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """The tables whose guards are not all in force."""
    return tuple(table for table in TABLES if _expected(connection, table) - _found(connection, table))


def _expected(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    return {f"{table}_{name}" for name in _EXPECTED[connection.vendor]}


def _found(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_FIND[connection.vendor], [table])
        return {name.lower() for (name,) in cursor.fetchall()}
