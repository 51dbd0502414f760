"""Do it where it leaves nothing: on a copy, in a transaction that is never committed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction

from ..models import Term
from .engine import Report, roll_over


def rehearse(former: Term, *, since: date, ground: str) -> Report:
    """What `roll_over` would do. Nobody is told, nothing is written. Raises Refused."""
    with _on_a_copy(), transaction.atomic():
        report = roll_over(former, since=since, ground=ground, by=None)
        transaction.set_rollback(True)  # after-commit hooks, notices among them, go with it
    return report


@contextmanager
def _on_a_copy() -> Iterator[None]:
    """On SQLite a copy of the file, so that nobody waits for the lock. PostgreSQL's readers and writers go on beside
    the transaction; who wants a copy there restores a backup and names it in DATABASE_URL."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    name = str(connection.settings_dict["NAME"])
    with TemporaryDirectory(prefix="rehearsal-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        _connect(str(copy))
        try:
            yield
        finally:
            _connect(name)


def _connect(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
