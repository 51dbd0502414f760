"""Whatever ends `./run` ends everything it started."""

import os
import signal
import subprocess
import sys
import time

import pytest

from deploy.bootstrap.places import ROOT
from tests.services.processes import gone

PROGRAM = """
import sys
from pathlib import Path
from deploy.bootstrap import crew
crew.PATIENCE = 1
made = crew.crew(Path(sys.argv[1]), __import__("os").environ.copy(), Path(sys.argv[2]))
made.loop()
sys.exit(made.returncode)
"""
MEEK = "exec sh -c 'echo $$ > {name}.pid; sleep 300 & echo $! > {name}-child.pid; wait'"
STUBBORN = "exec sh -c 'trap \"\" TERM INT HUP; echo $$ > {name}.pid; while true; do sleep 1; done'"


def wait_for(condition, what: str):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


@pytest.fixture
def start(tmp_path):
    """`start(web=COMMAND, …)` runs a crew; answers it and the ids of what it started."""
    started = []

    def begin(**commands: str):
        lines = [f"{name}: {command.format(name=name)}" for name, command in commands.items()]
        (tmp_path / "Procfile").write_text("\n".join(lines) + "\n")
        arguments = [sys.executable, "-c", PROGRAM, str(tmp_path / "Procfile"), str(tmp_path)]
        with (tmp_path / "out").open("w") as out:
            process = subprocess.Popen(
                arguments,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        started.append(process)
        expected = [name for name, command in commands.items() if "pid" in command]
        expected += [f"{name}-child" for name, command in commands.items() if "-child" in command]
        files = [tmp_path / f"{name}.pid" for name in expected]
        wait_for(
            lambda: all(file.exists() and file.read_text().strip() for file in files),
            "children did not start",
        )
        return process, [int(file.read_text()) for file in files]

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_children_and_grandchildren_end_with_it(start, number):
    process, pids = start(web=MEEK, worker=MEEK)
    process.send_signal(number)
    process.wait(30)
    # grandchildren of a crew that was killed outright end as their own parent does
    direct = pids[:2] if number == signal.SIGKILL else pids
    wait_for(lambda: all(gone(pid) for pid in direct), f"{pids} outlive signal {number}")
    for pid in pids:
        if not gone(pid):
            os.kill(pid, signal.SIGKILL)


def test_a_child_is_asked_before_it_is_forced(start, tmp_path):
    polite = "exec sh -c 'trap \"echo bye > said; exit 0\" TERM; echo $$ > {name}.pid; sleep 300 & wait'"
    process, _ = start(web=polite)
    process.terminate()
    process.wait(30)
    assert (tmp_path / "said").read_text() == "bye\n"


def test_who_does_not_listen_is_ended_all_the_same(start):
    process, pids = start(web=MEEK, deaf=STUBBORN)
    process.send_signal(signal.SIGINT)
    process.wait(30)
    wait_for(lambda: all(gone(pid) for pid in pids), "a stubborn child was left")


def test_when_one_part_fails_the_others_stop_and_the_part_is_named(start, tmp_path):
    process, pids = start(web=MEEK, broken="exec sh -c 'sleep 1; exit 3'")
    assert process.wait(30) == 3
    wait_for(lambda: all(gone(pid) for pid in pids), "a child was left")
    assert "broken stopped (rc=3)" in (tmp_path / "out").read_text()


def test_a_signal_in_the_first_moment_is_not_lost(tmp_path):
    (tmp_path / "Procfile").write_text("".join(f"p{n}: exec sleep 300\n" for n in range(4)))
    arguments = [
        sys.executable,
        "-c",
        PROGRAM.replace("made.loop", EARLY + "\nmade.loop"),
        tmp_path / "Procfile",
        tmp_path,
    ]
    done = subprocess.run(
        arguments, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=60
    )
    assert done.returncode == 143


EARLY = """
import os, signal, threading
def soon():
    while not signal.getsignal(signal.SIGTERM): pass
    while signal.getsignal(signal.SIGTERM) is signal.SIG_DFL: pass
    os.kill(os.getpid(), signal.SIGTERM)
threading.Thread(target=soon, daemon=True).start()
"""
