"""The database itself refuses to change the audit log. A migration that rebuilds the table on SQLite (any
AlterField there) must call `install` again, because the triggers go with the old table."""

TABLE = "audit_auditrecord"
SAYS = "audit records are never changed"

SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS audit_no_{act} BEFORE {act.upper()} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for act in ("update", "delete")
]
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$""",
    f"""CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    f"""CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
]
SQLITE_OFF = [f"DROP TRIGGER IF EXISTS audit_no_{act}" for act in ("update", "delete")]
POSTGRESQL_OFF = [f"DROP TRIGGER IF EXISTS audit_no_{act} ON {TABLE}" for act in ("change", "truncate")]


def _run(connection, sqlite: list[str], postgresql: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in postgresql if connection.vendor == "postgresql" else sqlite:
            cursor.execute(statement)


def install(apps, schema_editor) -> None:
    _run(schema_editor.connection, SQLITE, POSTGRESQL)


def remove(apps, schema_editor) -> None:
    _run(schema_editor.connection, SQLITE_OFF, POSTGRESQL_OFF)
