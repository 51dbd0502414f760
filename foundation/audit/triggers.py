"""The database itself refuses to change the audit log. A migration that rebuilds one of the tables on SQLite (any
AlterField there) must call `install` again, because the triggers go with the old table."""

TABLES = ("audit_auditrecord", "audit_auditact", "audit_auditanchor", "audit_auditarchive")
#: of these tables the rows that stand in an archive may be removed; by which column
ARCHIVED = {"audit_auditrecord": "sequence", "audit_auditact": "record_id"}
SAYS = "audit records are never changed"
FUNCTION = f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF TG_OP = 'DELETE' AND TG_NARGS = 1 AND EXISTS (SELECT 1 FROM audit_auditarchive
            WHERE (to_jsonb(OLD)->>TG_ARGV[0])::bigint BETWEEN first AND last) THEN RETURN OLD; END IF;
        RAISE EXCEPTION '{SAYS}';
    END $$"""
#: The one way to remove records for a role that may not delete: only what an archive holds up to the same hash, and
#: what a record of the chain names with the digest of the file.
REMOVE = """CREATE OR REPLACE FUNCTION audit_remove_archived() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE held record; part bigint; gone bigint := 0; BEGIN
        FOR held IN SELECT a.first, a.last FROM audit_auditarchive a
            JOIN audit_auditrecord e ON e.sequence = a.last AND e.hash = a.tail
            WHERE EXISTS (SELECT 1 FROM audit_auditrecord t WHERE t.verb = 'audit.archive.remove'
                AND t.object_key = 'audit:' || a.first || '-' || a.last AND t.detail->>'sha256' = a.sha256)
        LOOP
            DELETE FROM audit_auditact WHERE record_id BETWEEN held.first AND held.last;
            DELETE FROM audit_auditrecord WHERE sequence BETWEEN held.first AND held.last;
            GET DIAGNOSTICS part = ROW_COUNT;
            gone := gone + part;
        END LOOP;
        RETURN gone;
    END $$"""
HIDDEN = "REVOKE ALL ON FUNCTION audit_remove_archived() FROM PUBLIC"


def _name(table: str, act: str) -> str:
    """The first table keeps the names it was born with."""
    return f"audit_no_{act}" if table == TABLES[0] else f"{table}_no_{act}"


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {_name(table, act)} BEFORE {act.upper()} ON {table} {_unless(table, act)}"
        f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        for act in ("update", "delete")
    ]


def _unless(table: str, act: str) -> str:
    if act != "delete" or table not in ARCHIVED:
        return ""
    held = f"SELECT 1 FROM audit_auditarchive WHERE OLD.{ARCHIVED[table]} BETWEEN first AND last"
    return f"WHEN NOT EXISTS ({held}) "


def _postgresql(table: str) -> list[str]:
    return [
        f"""CREATE OR REPLACE TRIGGER {_name(table, "change")} BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION audit_refuse({ARCHIVED.get(table, "")})""",
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
        _run(
            connection,
            [
                FUNCTION,
                REMOVE,
                HIDDEN,
                *(line for table in _tables(connection) for line in _postgresql(table)),
            ],
        )
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
