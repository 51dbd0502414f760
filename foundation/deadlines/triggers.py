"""The database itself refuses to change history. A migration that rebuilds one of these tables on SQLite (any
AlterField there) must call `install` again, because the triggers go with the old table."""

TABLES = ("clockevent", "ruleversion", "holidaynotice", "calendarday", "clockwarning")
SAYS = "history is never changed"


def install(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION deadlines_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
        )
    for table in TABLES:
        for act in ("update", "delete"):
            name, on = f"deadlines_{table}_no_{act}", f"BEFORE {act.upper()} ON deadlines_{table}"
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(
                    f"CREATE OR REPLACE TRIGGER {name} {on} FOR EACH ROW EXECUTE FUNCTION deadlines_refuse()"
                )
            else:
                schema_editor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {name} {on} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
                )


def remove(apps, schema_editor) -> None:
    for table in TABLES:
        for act in ("update", "delete"):
            on = f" ON deadlines_{table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS deadlines_{table}_no_{act}{on}")
