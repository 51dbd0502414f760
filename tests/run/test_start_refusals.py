"""What a newcomer can meet at the first start: each time one line that says what to do."""

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.bootstrap import data, environment, places, say
from tests.services import processes

ROOT = places.ROOT


@pytest.fixture
def bare(tmp_path):
    """A checkout on which nothing was installed yet."""
    for name in ("run", "requirements.lock", "Procfile"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "deploy").symlink_to(ROOT / "deploy")
    shutil.copytree(ROOT / "deploy", tmp_path / "copy", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "deploy").unlink()
    (tmp_path / "copy").rename(tmp_path / "deploy")
    return tmp_path


def fake_python(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def run(where: Path, *arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": "/usr/bin:/bin", "HOME": str(where), "LANG": "C.UTF-8"}
    return subprocess.run(
        [str(where / "run"), *arguments],
        cwd=where,
        env={**kept, **surroundings},
        capture_output=True,
        text=True,
    )


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a refusal; anything more would hide it."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def path_with(bare: Path, script: str) -> str:
    """A PATH whose every Python is this script; the tools of the shell stay."""
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        fake_python(bare / "bin", name, script)
    for tool in ("dirname", "sh", "env"):
        (bare / "bin" / tool).symlink_to(shutil.which(tool))
    return str(bare / "bin")


def test_a_python_that_exists_but_does_not_run_is_passed_over(bare):
    line = only_line(run(bare, PATH=path_with(bare, "exit 127")))
    assert "找不到可用的 Python" in line
    assert "apt-get install" in line


def test_a_python_without_venv_names_the_package(bare):
    script = f'case "$*" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"'
    line = only_line(run(bare, PATH=path_with(bare, script)))
    assert f"apt-get install -y python{sys.version_info[0]}.{sys.version_info[1]}-venv" in line


def test_a_working_python_named_by_the_person_is_used(bare):
    done = run(bare, "help", PATH=path_with(bare, "exit 127"), PYTHON=sys.executable)
    assert done.returncode == 0
    assert "./run test" in done.stdout


def test_without_network_the_mirror_setting_is_named(bare):
    nowhere = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
    }
    done = run(bare, PYTHON=sys.executable, **nowhere, **ports())
    assert "PIP_INDEX_URL" in only_line(done)


def ports() -> dict[str, str]:
    found = []
    for _ in range(3):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            found.append(str(probe.getsockname()[1]))
    return {"SITE_PORT": found[0], "WEB_PORT": found[1], "UPLOADS_PORT": found[2]}


@pytest.mark.parametrize("name", ["SITE_PORT", "WEB_PORT", "UPLOADS_PORT"])
def test_a_taken_port_names_the_variable_and_another_port(bare, name):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        line = only_line(run(bare, PYTHON=sys.executable, **{**ports(), name: str(taken)}))
    assert f"端口 {taken} 已被占用" in line
    assert f"{name}={taken + 1} ./run" in line


def test_a_port_that_is_no_number_is_refused(bare):
    assert "SITE_PORT=abc 不是端口号" in only_line(run(bare, PYTHON=sys.executable, SITE_PORT="abc"))


def test_a_data_directory_that_cannot_be_written_names_the_variable(bare):
    (bare / "file").write_text("")
    line = only_line(run(bare, PYTHON=sys.executable, VAR_DIR=str(bare / "file" / "var"), **ports()))
    assert "不能写入" in line
    assert "VAR_DIR=" in line


def test_an_unknown_verb_points_to_the_help(bare):
    line = only_line(run(bare, "tset", PYTHON=sys.executable))
    assert "tset" in line
    assert "./run help" in line


def test_a_second_start_on_the_same_data_is_refused(tmp_path):
    where = places.Places(tmp_path, "127.0.0.1", 1, 2)
    with data.lock(where), pytest.raises(say.Trouble, match=f"进程 {os.getpid()}"):
        data.lock(where)


def test_a_disk_without_room_is_seen_before_anything_is_installed(tmp_path, monkeypatch):
    nearly_full = shutil.disk_usage(tmp_path)._replace(free=50 * places.MEGABYTE)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: nearly_full)
    with pytest.raises(say.Trouble, match="磁盘已满"):
        places.assert_writable(tmp_path, 100, "")


def test_a_disk_that_fills_up_on_the_way_is_one_line(capsys):
    def write():
        raise OSError(errno.ENOSPC, "No space left on device", "/data/db")

    assert say.guarded(write) == 1
    assert capsys.readouterr().err.startswith("✗ 磁盘已满：/data/db")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_step_cut_off_ends_the_program_it_had_started(tmp_path, number):
    program = (
        "import subprocess, sys; from deploy.bootstrap import say\n"
        "work = lambda: subprocess.run(['sh', '-c', 'echo $$ > pid; exec sleep 300'], cwd=sys.argv[1]).returncode\n"
        "sys.exit(say.guarded(work))"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT)
    deadline = time.monotonic() + 30
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text().strip():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(number)
    assert process.wait(30) == 130
    pid = int((tmp_path / "pid").read_text())
    while not processes.gone(pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("error: Failed to fetch `https://x/`: dns error", "连不上软件源"),
        ("OSError: [Errno 28] No space left on device", "磁盘已满"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "校验值不符"),
        ("error: something else", "something else"),
    ],
)
def test_what_installers_say_becomes_one_line(heard, said):
    with pytest.raises(say.Trouble, match=said):
        environment._refuse(heard)


def test_a_package_is_taken_out_of_the_lock_with_its_hashes():
    lock = "a==1 \\\n    --hash=sha256:1\nuv==2 \\\n    --hash=sha256:2 \\\n    --hash=sha256:3\nz==1 \\\n    --hash=sha256:4\n"
    assert environment.pinned("uv", lock) == "uv==2 \\\n    --hash=sha256:2 \\\n    --hash=sha256:3\n"


def test_the_shell_part_is_short_and_plain():
    text = (ROOT / "run").read_text()
    assert text.startswith("#!/bin/sh")
    assert len(text.splitlines()) <= 150
    assert subprocess.run(["sh", "-n", str(ROOT / "run")]).returncode == 0
