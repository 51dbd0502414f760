"""The second wall: PostgreSQL shows rows about people only to whom they are for (row-level security).

The first wall is the code, which asks `visible` and `demand`. Where a query forgets to ask, the database answers with no
rows. It goes by two settings of the connection: `app.person`, whose request this is, and `app.reach`, the verbs that
person may do to more than their own things, or `house` for work of the system itself. Whoever sets nothing sees nothing.
SQLite and a role that owns the tables (migrations, backup) know no such wall.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signals import request_finished
from django.db import connection, migrations
from django.db.backends.signals import connection_created

from .scopes import Scope
from .table import BY_VERB

HOUSE, NOBODY = ("", "house"), ("", "")
TELL = "SELECT set_config('app.person', %s, false), set_config('app.reach', %s, false)"
PERSON = "nullif(current_setting('app.person', true), '')::bigint"
REACH = "string_to_array(current_setting('app.reach', true), ' ')"

_at_rest = HOUSE  # commands and workers act for the house; the web process for nobody until it knows for whom


def serve_people() -> None:
    """Called by the web process: outside a request it is nobody."""
    global _at_rest
    _at_rest = NOBODY


def told_of(user) -> tuple[str, str]:
    """What the database is told of a person."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    mine = {role.key for role in user.roles}
    narrow = {Scope.OWN, Scope.PUBLIC}
    wide = (
        verb.key
        for verb in BY_VERB.values()
        if any(scope not in narrow for role, scope in verb.holders.items() if role in mine)
    )
    return str(user.pk), " ".join(wide)


def tell(told: tuple[str, str]) -> None:
    """From here on the connection is this person's. A transaction that cannot go on is left alone: its rollback takes
    back what was told within it."""
    if connection.vendor == "postgresql" and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute(TELL, told)
    connection.told = told  # type: ignore[attr-defined]


@contextmanager
def as_house() -> Iterator[None]:
    """For a verb that must see rows of others, after it asked for its permission: a message to somebody else."""
    before = getattr(connection, "told", _at_rest)
    tell(HOUSE)
    try:
        yield
    finally:
        tell(before)


class RowsOfPerson:
    """Middleware, behind the authentication. Every request tells anew, so a connection that is kept tells nothing on."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if connection.vendor == "postgresql":
            tell(told_of(request.user))
        return self.get_response(request)


def _rest(connection, **kwargs) -> None:
    if connection.vendor == "postgresql":
        connection.told = _at_rest
        with connection.cursor() as cursor:
            cursor.execute(TELL, _at_rest)


def _after_request(**kwargs) -> None:
    """When the last byte has left: a streamed file still reads."""
    if connection.connection is not None and not connection.needs_rollback:
        tell(_at_rest)


connection_created.connect(_rest)
request_finished.connect(_after_request)


def wall(table: str, own: str, *verbs: str) -> migrations.RunPython:
    """Operation of a migration: rows for the person of `own` (SQL, with {person}), for who may do one of the verbs to
    others' things, and for the house."""
    wide = ", ".join(f"'{verb}'" for verb in ("house", *verbs))
    condition = f"{own.format(person=PERSON)} OR {REACH} && ARRAY[{wide}]"

    def build(apps, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY', params=None)
            schema_editor.execute(
                f'CREATE POLICY rows_of_person ON "{table}" USING ({condition})', params=None
            )

    def take_down(apps, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'DROP POLICY IF EXISTS rows_of_person ON "{table}"', params=None)
            schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY', params=None)

    return migrations.RunPython(build, take_down)
