"""Do it where it leaves nothing: on a copy, or in a transaction that is never committed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction

from foundation.audit.origin import of_person
from foundation.audit.trace import Trace, opened

from ..models import Term
from .engine import Report, Step, roll_over

COPY = "在数据库的一份副本上预演，副本已经删除"
TAKEN_BACK = "在一个最后撤销的数据库事务里预演，别人始终看不到"


def rehearse(former: Term, *, since: date, ground: str, step: Step = lambda *_: None) -> Report:
    """What `roll_over` would do. Nobody is told, nothing is written; the report says where. Raises Refused.

    The trace is gathered and dropped, so that the lock of the audit chain is not taken: others write on.
    """
    silent = Trace(lambda: of_person(None), gather=True)
    with _on_a_copy() as where, opened(silent), transaction.atomic():
        report = roll_over(former, since=since, ground=ground, by=None, step=step)
        report.where = where
        transaction.set_rollback(True)  # after-commit hooks, notices among them, go with it
    return report


@contextmanager
def _on_a_copy() -> Iterator[str]:
    """On SQLite a copy of the file, so that nobody waits for the lock. PostgreSQL's readers and writers go on beside
    the transaction; who wants a copy there restores a backup and names it in DATABASE_URL."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield TAKEN_BACK
        return
    name, settings = str(connection.settings_dict["NAME"]), connection.settings_dict
    with TemporaryDirectory(prefix="rehearsal-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        _connect({**settings, "NAME": str(copy)})
        try:
            yield COPY
        finally:
            _connect(settings)


def _connect(settings: dict) -> None:
    """This thread's connection only: others (the pulse of the job) share the old settings and stay with the original."""
    connection.close()
    connection.settings_dict = settings
