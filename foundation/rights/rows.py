"""The second wall: PostgreSQL shows rows about people only to whom they are for (row-level security).

The first wall is the code, which asks `visible` and `demand`. Where a query forgets to ask, the database answers with no
rows. Each statement about a walled table carries who asks, in the same round trip and for its transaction only
(`set_config(…, true)`): `app.person`, whose request this is, and `app.reach`, what that person may do to more than the own
things, or `house` for work of the system itself. So no connection ever keeps a person, whoever gets it next and whatever
pooler stands between. Whoever tells nothing sees nothing. SQLite and a role that owns the tables (migrations, backup) know
no such wall.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from django.core.signals import request_finished
from django.db import connection, transaction
from django.db.backends.signals import connection_created

from .may import places_of
from .scopes import PLACES, Scope
from .table import BY_VERB

Told = tuple[str, str]
HOUSE, NOBODY = ("", "house"), ("", "")
TELL = "SELECT set_config('app.person', '{}', true), set_config('app.reach', '{}', true); "

_walled: set[str] = set()
_verbs: set[str] = set()
_mentions = re.compile("(?!)")
_at_rest = HOUSE  # commands and workers act for the house; the web process for nobody until it knows for whom


def register_wall(table: str, *verbs: str) -> None:
    """Called in `AppConfig.ready` for each table that a migration put behind `wall`, with the verbs its policy names."""
    global _mentions
    _walled.add(table)
    _verbs.update(verbs)
    _mentions = re.compile(rf"\b(?:{'|'.join(sorted(_walled))})\b")


def walled() -> frozenset[str]:
    return frozenset(_walled)


def serve_people() -> None:
    """Called by the web process: outside a request it is nobody."""
    global _at_rest
    _at_rest = NOBODY


def told_of(user) -> Told:
    """What the database is told of a person: `verb` for what reaches the whole house, `verb@place` for each place it was
    granted for, and `verb@` for any place at all."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    if not hasattr(user, "_told"):
        user._told = str(user.pk), " ".join(sorted(set(_reach_of(user))))
    return user._told


def _reach_of(user) -> Iterator[str]:
    for key in _verbs:
        holders = BY_VERB[key].holders
        for role in user.roles:
            scope = holders.get(role.key)
            if scope is Scope.ALL:
                yield key
            elif scope in PLACES:
                places = places_of(user, role.key)
                yield from (f"{key}@{place}" for place in places)
                yield from [f"{key}@"] if places else []


def tell(told: Told | Callable[[], Told]) -> None:
    """From here on the statements of this thread are this person's."""
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
    """Middleware, behind the authentication. Whoever logs in on the way is told of from then on."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        tell(lambda: told_of(request.user))
        return self.get_response(request)


def _tell_with(execute, sql, params, many, context):
    """Puts who asks before a statement about a walled table; the caller finds the answer to the statement."""
    if not isinstance(sql, str) or not _mentions.search(sql):
        return execute(sql, params, many, context)
    told = getattr(context["connection"], "told", _at_rest)
    person, reach = told() if callable(told) else told
    if not re.fullmatch(r"[\w.@: ]*", f"{person} {reach}"):
        raise ValueError(f"a place with a strange key: {reach}")
    telling, cursor = TELL.format(person, reach), context["cursor"].cursor
    if getattr(
        cursor, "name", None
    ):  # rows are fetched by and by (`iterator`): such a statement stands alone
        with nullcontext() if context["connection"].in_atomic_block else transaction.atomic():
            context["connection"].connection.execute(telling.removesuffix("; "))
            return execute(sql, params, many, context)
    done = execute(telling + sql, params, many, context)
    cursor.nextset()
    return done


def _listen(connection, **kwargs) -> None:
    if connection.vendor == "postgresql" and _tell_with not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _tell_with)  # those put on for a while are taken off at the end


def _after_request(**kwargs) -> None:
    """When the last byte has left: a streamed file still reads."""
    tell(_at_rest)


connection_created.connect(_listen)
request_finished.connect(_after_request)
