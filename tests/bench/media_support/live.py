"""A broadcast of some minutes with the processes of the Procfile: how late it is, whether a segment is missing, what memory does.

BENCH_LIVE_MINUTES says how many (20). The picture carries the wall clock of the encoder; the latency is that of the first
picture of a segment at the moment a list names it, without what a player waits (3 s). Delay of the broadcast: 0.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from deploy.bootstrap.places import ROOT
from tests.services import processes

from .house import House

CLOCK = (
    "color=s=32x18:r=25,format=gray,"
    "geq=lum='if(lt(X,16),32+3*mod(floor(time(0)),64),32+20*floor(10*mod(time(0),1)))',scale=1280:720:flags=neighbor"
)
RUNG = "720"


def measure(minutes: float | None = None) -> dict:
    """`live_latency_s` (95th of a hundred), `live_missing_segments`, `live_segments`, `live_memory_growth` (share)."""
    seconds = 60 * (minutes or float(os.environ.get("BENCH_LIVE_MINUTES", "20")))
    with tempfile.TemporaryDirectory(prefix="bench-live-") as name, House(Path(name) / "house") as house:
        air = _crew(house)
        told = _ask(house, "plan")
        encoder = _encoder(house, told["secret"])
        try:
            while _ask(house, "open", told["key"])["state"] != "live":
                time.sleep(0.5)
            folder = house.var / "media" / "live" / uuid.UUID(told["key"]).hex
            late, memory = _watch(folder, air, seconds)
            found = _ask(house, "close", told["key"])
        finally:
            processes.stop(encoder.pid)
    late.sort()
    return {
        "live_latency_s": round(late[int(0.95 * (len(late) - 1))], 2),
        "live_latency_median_s": round(statistics.median(late), 2),
        "live_missing_segments": found["missing"], "live_segments": found["segments"],
        "live_memory_growth": round(memory[-1] / memory[len(memory) // 4] - 1, 3), "live_minutes": round(seconds / 60, 2),
    }  # fmt: skip


def _ask(house: House, *what: str) -> dict:
    return house.ask(*what, module="live_inside")


def _crew(house: House) -> int:
    """Web, ingest and air; the pid of air."""
    ports = {name: str(processes.free_port()) for name in ("WEB_PORT", "RTMP_PORT", "LIVE_CONTROL_PORT")}
    house.service.environment |= ports | {"PYTHONPATH": str(ROOT)}
    commands = {
        "web": [
            "gunicorn",
            "cms.wsgi:application",
            "--bind",
            f"127.0.0.1:{ports['WEB_PORT']}",
            "--threads",
            "4",
        ],
        "ingest": [str(ROOT / "manage.py"), "live_ingest"],
        "air": [str(ROOT / "manage.py"), "live_air"],
    }
    for name, command in commands.items():
        folder = house.folder / name
        folder.mkdir()
        argv = [sys.executable, *(["-m"] if name == "web" else []), *command]
        house.started.append(processes.spawn(argv, folder, env=house.service.environment))
    for port in ports.values():
        processes.wait_until(
            lambda port=port: processes.answers(int(port)), house.started[-2], house.folder / "ingest"
        )
    return house.started[-1].pid


def _encoder(house: House, secret: str) -> subprocess.Popen[bytes]:
    address = f"rtmp://127.0.0.1:{house.service.environment['RTMP_PORT']}/live/{secret}"
    argv = [
        "ffmpeg",
        "-nostdin",
        "-loglevel",
        "error",
        "-re",
        "-f",
        "lavfi",
        "-i",
        CLOCK,
        "-re",
        "-f",
        "lavfi",
    ]
    argv += [
        "-i",
        "sine=r=48000",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-tune",
        "zerolatency",
        "-g",
        "50",
    ]
    argv += ["-pix_fmt", "yuv420p", "-b:v", "2500k", "-c:a", "aac", "-f", "flv", address]
    folder = house.folder / "encoder"
    folder.mkdir()
    return processes.spawn(argv, folder)


def _watch(folder: Path, air: int, seconds: float) -> tuple[list[float], list[int]]:
    """How old the first picture of each new segment was, every fifth of them; memory in kB, once in ten seconds."""
    deadline, known, late, memory, looked = time.monotonic() + seconds, "", [], [_memory(air)], 0.0
    count = 0
    while time.monotonic() < deadline or not late:
        if time.monotonic() > deadline + 60:
            raise SystemExit("nothing went on air")
        lines = _lines(folder / f"{RUNG}.m3u8")
        newest = next((line for line in reversed(lines) if line.endswith(".m4s")), "")
        if newest and newest != known:
            now, known, count = time.time(), newest, count + 1
            if count % 5 == 1:
                head = next(line for line in reversed(lines) if line.startswith("#EXT-X-MAP"))
                late.append(_age(folder / head.split('"')[1], folder / newest, now))
        if time.monotonic() - looked > 10:
            looked = time.monotonic()
            memory.append(_memory(air))
        time.sleep(0.02)
    return late, memory


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def _age(head: Path, segment: Path, now: float) -> float:
    """Read off the picture: seconds of a minute and a bit on the left, tenths on the right."""
    argv = ["ffmpeg", "-v", "error", "-i", "-", "-frames:v", "1", "-vf", "scale=32:18:flags=area,format=gray"]
    done = subprocess.run(
        [*argv, "-f", "rawvideo", "-"], input=head.read_bytes() + segment.read_bytes(), capture_output=True
    )
    row = done.stdout[32 * 9 : 32 * 10]
    shown = round((row[8] - 32) / 3) + round((row[24] - 32) / 20) / 10
    return (now - shown) % 64


def _memory(pid: int) -> int:
    """kB of the process, without the programs it started."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(told.partition("VmRSS:")[2].split()[0])


if __name__ == "__main__":
    print(json.dumps(measure(float(sys.argv[1]) if len(sys.argv) > 1 else None)))
