"""A program that is run: told about, ended when it must be, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from foundation.jobs.errors import Cancelled
from media_jobs import sandbox
from media_jobs.contract import MediaError
from media_jobs.reasons import DiskFull, ToolFailed
from media_jobs.runner import run
from media_jobs.sandbox import Limits

SLOW = [
    "ffmpeg",
    "-re",
    "-f",
    "lavfi",
    "-i",
    "testsrc2=s=64x64:d=60",
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-y",
]


def running(name: str) -> list[str]:
    """Programs that have `name` among their arguments."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and name.encode() in (folder / "cmdline").read_bytes():
                found.append(folder.name)
        except OSError:  # gone meanwhile
            continue
    return found


def gone(name: str) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if not running(name):
            return True
        time.sleep(0.05)
    return False


def test_a_run_tells_what_it_did_and_what_it_cost(films, tmp_path):
    source = films / "silent.mp4"
    done = run(
        ["ffmpeg", "-i", str(source), "-f", "rawvideo", "-"], folder=tmp_path, reads=[source], seconds=2
    )
    assert len(done.stdout) == 50 * 320 * 180 * 3 // 2
    assert done.cpu_seconds > 0


def test_percent_and_time_left_are_told_while_it_works(tmp_path):
    told: list[tuple[float, float | None]] = []

    def tell(percent: float, left: float | None) -> None:
        told.append((percent, left))
        if left is not None:
            raise Cancelled

    with pytest.raises(Cancelled):
        run([*SLOW, "told.mkv"], folder=tmp_path, seconds=10, tell=tell)
    percent, left = told[-1]
    assert 2 <= percent < 99
    assert left is not None
    assert 1 < left < 120
    assert gone("told.mkv")


def test_who_cancels_does_not_wait_for_the_end(tmp_path):
    began = time.monotonic()
    with pytest.raises(Cancelled):
        run([*SLOW, "cancelled.mkv"], folder=tmp_path, cancelled=lambda: True)
    assert time.monotonic() - began < 10
    assert gone("cancelled.mkv")


def test_what_stands_still_is_ended(tmp_path):
    os.mkfifo(tmp_path / "never")
    with pytest.raises(ToolFailed, match="没有进展") as ended:
        run(["ffmpeg", "-i", "never", "-f", "null", "-"], folder=tmp_path, limits=Limits(stall=1))
    assert "重新导出" in ended.value.advice
    assert gone(str(tmp_path))


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(wall=1), "超过 1 秒"),
        (Limits(total=1000), "太大"),
        (Limits(memory=400 * 1024**2), "内存"),
        (Limits(file=1000), "太大"),
    ],
    ids=["clock", "folder", "memory", "file"],
)
def test_each_limit_ends_it_with_a_sentence(limits, says, tmp_path):
    large = ["-vf", "scale=3840:2160"] if limits.memory < 10**9 else []
    with pytest.raises(ToolFailed, match=says):
        run(
            [*SLOW[:-1], *large, "-f", "rawvideo", "-flush_packets", "1", "-y", "out"],
            folder=tmp_path,
            limits=limits,
        )


def test_too_much_processor_time_ends_it(tmp_path):
    argv = ["ffmpeg", "-f", "lavfi", "-i", "testsrc2=s=640x360:d=600", "-f", "null", "-"]
    with pytest.raises(ToolFailed, match="处理器时间"):
        run(argv, folder=tmp_path, limits=Limits(cpu=1))


def test_a_full_disk_is_told_apart(tmp_path):
    with pytest.raises(DiskFull, match="磁盘已满") as full:  # though ffmpeg 5 itself says that all went well
        run([*SLOW[:-1], "-t", "0.2", "-f", "rawvideo", "-y", "/dev/full"], folder=tmp_path)
    assert not full.value.permanent


def test_nothing_stays_open(films, tmp_path):
    source = films / "one-picture.mp4"
    argv = ["ffmpeg", "-i", str(source), "-f", "null", "-"]
    run(argv, folder=tmp_path, reads=[source])
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        run(argv, folder=tmp_path, reads=[source])
    assert len(os.listdir("/proc/self/fd")) == before


WORKER = """
import sys
from pathlib import Path
from django.conf import settings
settings.configure(MEDIA_SANDBOX="preferred")
from media_jobs import sandbox
from media_jobs.runner import run
if sys.argv[2] == "bare":
    sandbox.why_not = lambda: "no walls"
run([*{slow}, "killed.mkv"], folder=Path(sys.argv[1]), tell=lambda percent, left: print("goes", flush=True))
"""


@pytest.mark.parametrize("walls", ["walled", "bare"])
def test_a_killed_worker_leaves_no_program_behind(walls, tmp_path):
    argv = [sys.executable, "-c", WORKER.format(slow=SLOW), str(tmp_path), walls]
    with subprocess.Popen(argv, stdout=subprocess.PIPE) as worker:
        assert worker.stdout.readline() == b"goes\n"
        assert running("killed.mkv")
        worker.send_signal(signal.SIGKILL)
    assert gone("killed.mkv")


def test_inside_there_is_nothing_but_the_folder_and_what_was_given(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    folder = tmp_path / "job"
    folder.mkdir()
    for other in (secret, Path("/etc/passwd"), Path("/proc/self/environ")):
        with pytest.raises(MediaError):
            run(
                ["ffmpeg", "-f", "data", "-i", str(other), "-map", "0", "-c", "copy", "-f", "data", "-"],
                folder=folder,
            )


def test_what_was_given_to_read_cannot_be_written(films, tmp_path):
    source = tmp_path / "source.mp4"
    source.write_bytes(before := (films / "one-picture.mp4").read_bytes())
    with pytest.raises(ToolFailed):
        run([*SLOW[:-1], "-t", "0.1", "-y", str(source)], folder=tmp_path, reads=[source])
    assert source.read_bytes() == before


def test_no_secret_of_the_service_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "canary")
    assert "canary" not in str(sandbox.environment(tmp_path))


def test_without_walls_production_refuses(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(sandbox, "why_not", lambda: "没有 bubblewrap")
    settings.MEDIA_SANDBOX = "required"
    with pytest.raises(MediaError, match="没有 bubblewrap") as refused:
        run(["ffmpeg", "-version"], folder=tmp_path)
    assert not refused.value.permanent
    settings.MEDIA_SANDBOX = "preferred"
    assert b"ffmpeg version" in run(["ffmpeg", "-version"], folder=tmp_path).stdout
