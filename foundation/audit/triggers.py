"""The database itself refuses to change the audit log. A migration that rebuilds one of the tables on SQLite (any
AlterField there) must call `install` again, because the triggers go with the old table."""

TABLES = ("audit_auditrecord", "audit_auditact", "audit_auditanchor")
SAYS = "audit records are never changed"
FUNCTION = f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"""


def _name(table: str, act: str) -> str:
    """The first table keeps the names it was born with."""
    return f"audit_no_{act}" if table == TABLES[0] else f"{table}_no_{act}"


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {_name(table, act)} BEFORE {act.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        for act in ("update", "delete")
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"""CREATE OR REPLACE TRIGGER {_name(table, "change")} BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
        f"""CREATE OR REPLACE TRIGGER {_name(table, "truncate")} BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    ]


def _run(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _tables(connection) -> list[str]:
    there = set(connection.introspection.table_names())
    return [table for table in TABLES if table in there]


def install(apps, schema_editor) -> None:
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        _run(connection, [FUNCTION, *(line for table in _tables(connection) for line in _postgresql(table))])
    else:
        _run(connection, [line for table in _tables(connection) for line in _sqlite(table)])


def remove(apps, schema_editor) -> None:
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        gone = [
            (f"DROP TRIGGER IF EXISTS {_name(t, a)} ON {t}")
            for t in _tables(connection)
            for a in ("change", "truncate")
        ]
    else:
        gone = [
            f"DROP TRIGGER IF EXISTS {_name(t, a)}" for t in _tables(connection) for a in ("update", "delete")
        ]
    _run(connection, gone)
