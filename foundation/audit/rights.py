"""Which rights the database role of the running application has: on the log it may look and append, nothing else.

Triggers stop mistakes; whoever owns a table can drop them. So the application runs as a role that owns nothing.
"""

from django.db import connection
from psycopg import sql

from .triggers import TABLES

FORBIDDEN = ("UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


KEEPING = (
    "GRANT USAGE ON SCHEMA public TO {keeper}",
    "GRANT EXECUTE ON FUNCTION audit_remove_archived() TO {keeper}",
)


def statements(owner: str, app: str, keeper: str = "") -> list[sql.Composed]:
    """For a superuser, or for `owner` once the roles are there; may be run again after every migration. Without a
    keeper nobody but the owner removes what is archived."""
    names = {"owner": sql.Identifier(owner), "app": sql.Identifier(app), "keeper": sql.Identifier(keeper)}
    log = sql.SQL(", ").join(map(sql.Identifier, TABLES))
    return [
        sql.SQL(text).format(**names, log=log)
        for text in (
            "GRANT USAGE ON SCHEMA public TO {app}",
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC, {app}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
            "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
            "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
            "REVOKE ALL ON {log} FROM PUBLIC, {app}",
            "GRANT SELECT, INSERT ON {log} TO {app}",
            "REVOKE ALL ON FUNCTION audit_remove_archived() FROM PUBLIC, {app}",
            *(KEEPING if keeper else ()),
        )
    ]


def take_over(owner: str) -> list[sql.Composed]:
    """For a superuser: everything in the schema becomes the owner's, whoever made it."""
    kinds = {"r": "TABLE", "p": "TABLE", "S": "SEQUENCE", "v": "VIEW"}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT relkind, relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace
               AND relkind IN ('r', 'p', 'S', 'v') AND pg_get_userbyid(relowner) <> %s
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i', 'e'))
               ORDER BY relkind <> 'r'""",
            [owner],
        )
        rows = cursor.fetchall()
    functions = [
        sql.SQL("ALTER FUNCTION {}() OWNER TO {}").format(sql.Identifier(name), sql.Identifier(owner))
        for name in ("audit_refuse", "audit_remove_archived")
    ]
    return functions + [
        sql.SQL("ALTER {} {} OWNER TO {}").format(
            sql.SQL(kinds[kind]), sql.Identifier(name), sql.Identifier(owner)
        )
        for kind, name in rows
    ]


def make_roles(*names: str) -> list[sql.Composed]:
    """For a superuser: roles that may log in; who gives them a password or a certificate is the deployer's choice."""
    made = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
    there = roles_there(*names)
    return [made.format(sql.Identifier(name)) for name in names if name not in there]


def roles_there(*names: str) -> set[str]:
    """Those of the roles that exist."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(names)])
        return {name for (name,) in cursor.fetchall()}


def role_fault() -> str:
    """Why the role we are connected as could rewrite the log; empty when it cannot, or without PostgreSQL."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            return "应用用数据库超级用户连接，能改写审计记录。"
        cursor.execute(
            """SELECT c.relname, pg_has_role(c.relowner, 'MEMBER'), ARRAY(SELECT p FROM unnest(%s::text[]) p
               WHERE has_table_privilege(c.oid, p)) FROM pg_class c
               WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s)""",
            [list(FORBIDDEN), list(TABLES)],
        )
        for table, owns, may in cursor.fetchall():
            if owns:
                return f"应用的数据库角色是表 {table} 的所有者，能拆掉保护、改写审计记录。"
            if may:
                return f"应用的数据库角色对表 {table} 有多余的权限：{'、'.join(may)}。"
    return ""
