"""The database itself refuses to change history. A migration that rebuilds one of these tables on SQLite (any
AlterField there) must call `install` again, because the triggers go with the old table."""

from collections.abc import Iterable

SAYS = "history is never changed"


def install(schema_editor, tables: Iterable[str]) -> None:
    """Tables of which no row may be changed or deleted."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
        )
    for table in tables:
        for act in ("update", "delete"):
            name, on = f"{table}_no_{act}", f"BEFORE {act.upper()} ON {table}"
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(
                    f"CREATE OR REPLACE TRIGGER {name} {on} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
                )
            else:
                schema_editor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {name} {on} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
                )


def remove(schema_editor, tables: Iterable[str]) -> None:
    for table in tables:
        for act in ("update", "delete"):
            on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}")
