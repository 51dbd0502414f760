"""The private surroundings of one test process: data directory, database address, chosen engine."""

import atexit
import os
from pathlib import Path

from . import processes


def engine() -> str:
    """`sqlite` or `postgresql`, from TEST_DATABASE."""
    chosen = os.environ.get("TEST_DATABASE", "sqlite")
    if chosen not in {"sqlite", "postgresql"}:
        raise SystemExit(f"TEST_DATABASE is {chosen!r}; use sqlite or postgresql")
    return chosen


def worker() -> str:
    """`gw0`, `gw1`… under xdist, else `main`."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def prepare() -> None:
    """Give this process its own data; what it starts as a child shares them."""
    if os.environ.get("SPC_TEST_PREPARED") == worker():
        return
    if "SPC_TEST_RUN" not in os.environ:
        own_the_run()
    var_dir = processes.run_dir() / f"var-{worker()}"
    (var_dir / "static").mkdir(parents=True)  # whitenoise looks for it
    os.environ |= {
        "SPC_TEST_PREPARED": worker(),
        "VAR_DIR": str(var_dir),
        "DATABASE_URL": _database_url(var_dir),
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright keeps an event loop in the test's thread
    }
    os.environ.pop("BROKER_URL", None)


def own_the_run() -> None:
    """A folder for this run; what it holds and started ends with this process."""
    folder = processes.make_run_dir()
    os.environ["SPC_TEST_RUN"] = str(folder)
    owner = os.getpid()
    atexit.register(lambda: processes.stop_all(folder) if os.getpid() == owner else None)


def _database_url(var_dir: Path) -> str:
    if engine() == "sqlite":
        return f"sqlite:///{var_dir / 'db.sqlite3'}"
    from . import postgres

    return postgres.url(f"test_{worker()}")
