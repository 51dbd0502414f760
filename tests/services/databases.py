"""The test database: a clone of the migrated template, put back the same way after a test that commits."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from deploy.bootstrap import template

from . import environment, postgres


def reset() -> None:
    """Bring the database back to its freshly migrated state."""
    from foundation.rulebook import reading

    reading.forget()
    connections.close_all()
    name = settings.DATABASES["default"]["NAME"]
    if environment.engine() == "postgresql":
        postgres.create(str(name))
        return
    target = Path(str(name))
    if not target.exists():
        template.clone(target)
        return
    # page by page into the living file: a server thread that has it open sees the change, not a lost file
    with sqlite3.connect(template.sqlite_template()) as source, sqlite3.connect(target, timeout=20) as copy:
        source.backup(copy)
    source.close()
    copy.close()


def _put_back(self: TransactionTestCase) -> None:
    """Instead of Django's flush, which would also take what migrations loaded (roles, locales, root page)."""
    reset()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker) -> Iterator[None]:
    """Replaces pytest-django's own: no migration runs, whichever the engine."""
    from foundation.rulebook import reading

    reading.FRESH = 3600.0  # the number of queries of a page does not hang on when the rules were read last
    with django_db_blocker.unblock():
        reset()
        TransactionTestCase._fixture_teardown = _put_back  # type: ignore[attr-defined]
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def decided():
    """`decided("login.lock_failures", 3)`: the house changed a rule; no permission asked, nothing checked."""
    return decide


def decide(key: str, value: object) -> None:
    from foundation.rulebook.models import Rule

    rule = Rule.objects.get(key=key)
    last = rule.versions.latest("number")
    rule.versions.create(
        number=last.number + 1,
        value=str(value),
        unit=last.unit,
        roll=last.roll,
        direction=last.direction,
        source="试验",
        reason="试验",
        valid_from=last.valid_from,
    )


@pytest.fixture
def on_postgresql() -> bool:
    """Whether this run is the one on PostgreSQL."""
    return connection.vendor == "postgresql"
