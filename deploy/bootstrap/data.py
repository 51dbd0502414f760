"""The data directory: a cloned database, the demo content, a first release; later only what changed."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import IO

from . import template
from .places import PYTHON, ROOT, Places, assert_writable
from .say import Trouble, disk_full, step

CODE = ("cms", "foundation", "portal_apps", "publishing", "site_theme", "media_jobs", "channels_out")
READ = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".json",
    ".toml",
    ".po",
    ".mo",
    ".txt",
    ".svg",
    ".csv",
    ".yaml",
    ".yml",
}


def lock(places: Places) -> IO[str]:
    """Two `./run` on one data directory would publish against each other."""
    assert_writable(places.var, 100, "VAR_DIR=~/spc-var ./run")
    handle = (places.var / "run.lock").open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.seek(0)
        raise Trouble(
            f"这个数据目录已有一个 ./run 在运行（进程 {handle.read().strip()}），请先停下它，或另用 VAR_DIR=目录 ./run",
            "already running with this VAR_DIR: stop it or choose another",
        ) from None
    handle.truncate(0)
    handle.write(str(os.getpid()))
    handle.flush()
    return handle


def prepare(places: Places) -> None:
    """Bring the data directory to this version of the code; nothing to do costs a few milliseconds."""
    (places.var / "static").mkdir(exist_ok=True)  # whitenoise looks for it
    wanted = {"template": template.key(), "code": code_hash(), "site": places.environment()["SITE_BASE_URL"]}
    stamp = places.var / "prepared.json"
    before = json.loads(stamp.read_text()) if stamp.exists() else {}
    if before == wanted and (places.var / "site" / "current").exists():
        return
    if "DATABASE_URL" not in os.environ and not (places.var / "db.sqlite3").exists():
        with step("准备数据库（首次约十几秒）", "cloning the migrated database"):
            _clone(places)
    elif before.get("template") != wanted["template"]:
        with step("升级数据库", "migrating the database"):
            manage(places, "升级数据库", "migrate", "--verbosity", "0", "--skip-checks")
    _fill(places, first=not before)
    stamp.write_text(json.dumps(wanted))


def _clone(places: Places) -> None:
    for left in places.var.glob("db.sqlite3-*"):  # a write-ahead log of a database that is gone
        left.unlink()
    environment = {**places.environment(), "PYTHONPATH": str(ROOT)}
    code = "import sys; from pathlib import Path; from deploy.bootstrap import template; template.clone(Path(sys.argv[1]))"
    _run(places, "准备数据库", [str(PYTHON), "-c", code, str(places.var / "db.sqlite3")], environment)


def _fill(places: Places, first: bool) -> None:
    """One Django process for all of it: starting one costs more than the work."""
    what = "装入演示内容并发布网站" if first else "按新版本更新网站"
    english = "loading demo content, first publication" if first else "bringing the site to this version"
    with step(what, english):
        command = [
            str(PYTHON),
            str(ROOT / "deploy" / "bootstrap" / "fill.py"),
            *(["--first"] if first else []),
        ]
        _run(places, what, command, {**places.environment(), "PYTHONPATH": str(ROOT)})


def manage(places: Places, what: str, *arguments: str) -> None:
    """One management command as a step of set-up."""
    _run(places, what, [str(PYTHON), str(ROOT / "manage.py"), *arguments], places.environment())


def _run(places: Places, what: str, command: list[str], environment: dict[str, str]) -> None:
    """Errors go to a log; the person gets one line."""
    log = places.var / "log" / "setup.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w+") as errors:
        done = subprocess.run(command, cwd=ROOT, env=environment, stderr=errors)
        errors.seek(0)
        said = errors.read()
    if done.returncode == 0:
        return
    if "disk is full" in said or "No space left" in said or shutil.disk_usage(places.var).free < 1 << 20:
        raise disk_full(places.var)
    last = next((row for row in reversed(said.splitlines()) if row.strip()), "?")
    raise Trouble(f"{what}没有成功：{last.strip()}；详见 {log}", f"failed, see {log}")


def code_hash() -> str:
    """Changes with any first-party file that can change what is stored or published."""
    digest = hashlib.sha256()
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in READ and path.is_file():
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    digest.update((ROOT / "requirements.lock").read_bytes())
    return digest.hexdigest()[:16]


def demo_accounts(places: Places) -> list[dict[str, str]]:
    """The accounts the demo made for this data directory."""
    file: Path = places.var / "demo_accounts.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
