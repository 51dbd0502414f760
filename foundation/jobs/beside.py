"""Progress beside the database: where one file is locked as a whole (SQLite), a job inside a transaction keeps even
its own progress out of it. A small file per job, read by whoever reads a running job. PostgreSQL needs none of it.
"""

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection


def needed() -> bool:
    return connection.vendor == "sqlite"


def note(job: int, token: object, percent: float, message: str) -> None:
    """Replace what is known of the job. A full disk is no reason to stop the work itself."""
    path = _path(job)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}")
        half.write_text(json.dumps({"token": str(token), "percent": percent, "message": message}))
        half.replace(path)


def read(job: int, token: object) -> dict[str, Any]:
    """`percent` and `message` of the run that holds this lease; nothing where another run left its file."""
    try:
        said = json.loads(_path(job).read_text())
    except (OSError, ValueError):
        return {}
    return said if said.pop("token", None) == str(token) else {}


def forget(job: int) -> None:
    with contextlib.suppress(OSError):
        _path(job).unlink()


def _path(job: int) -> Path:
    return Path(settings.VAR_DIR) / "jobs" / f"{job}.json"
