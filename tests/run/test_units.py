"""The systemd units as systemd reads them: nothing unknown, nothing misspelt, and walls that hold."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNITS = Path(__file__).resolve().parents[2] / "deploy" / "systemd"
PLAIN = ["spc-guard.service", "spc-import.service", "spc@.service", "nginx.service"]
NGINX = """
[Unit]
Description=stands for the unit of the distribution
[Service]
ExecStart=/bin/true
"""


@pytest.fixture(scope="module")
def analyze(tmp_path_factory):
    """`analyze(verb, unit)`: what `systemd-analyze` says about a unit of this repository; (exit code, all it printed)."""
    program = shutil.which("systemd-analyze")
    if not program:
        raise RuntimeError(
            "systemd-analyze is missing: apt-get install systemd (or ./run test, which does it)"
        )
    folder = tmp_path_factory.mktemp("units")
    for unit in UNITS.glob("*.service"):
        text = unit.read_text().replace("/opt/spc/.venv/bin/", f"{Path(sys.executable).parent}/")
        name = unit.name.replace("@", "@web")  # a template is looked at as one of its units
        (folder / name).write_text(text)
    (folder / "nginx.service").write_text(NGINX)
    (folder / "nginx.service.d").mkdir()
    shutil.copy(UNITS / "nginx-site.conf", folder / "nginx.service.d" / "site.conf")

    def say(verb: str, unit: str, *options: str) -> tuple[int, str]:
        environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{folder}:", "SYSTEMD_COLORS": "0"}
        place = str(folder / unit.replace("@", "@web"))
        done = subprocess.run(
            [program, verb, *options, place], capture_output=True, text=True, env=environment
        )
        return done.returncode, done.stdout + done.stderr

    say.folder = folder
    return say


@pytest.mark.parametrize("unit", PLAIN)
def test_systemd_understands_every_line(analyze, unit):
    code, said = analyze("verify", unit, "--man=no")
    ours = [
        line for line in said.splitlines() if str(analyze.folder) in line or line.startswith(("spc", "nginx"))
    ]
    assert (code, ours) == (0, [])


def test_a_misspelt_line_would_be_found(analyze):
    (analyze.folder / "wrong.service").write_text(NGINX + "ProtectSytem=strict\n")
    assert "ProtectSytem" in analyze("verify", "wrong.service", "--man=no")[1]


def test_the_processes_that_work_on_videos_may_build_walls_and_little_else(analyze):
    (analyze.folder / "media.service").write_text((analyze.folder / "spc@web.service").read_text())
    (analyze.folder / "media.service.d").mkdir()
    shutil.copy(UNITS / "spc-media-walls.conf", analyze.folder / "media.service.d" / "walls.conf")
    assert analyze("verify", "media.service", "--man=no")[0] == 0
    _, said = analyze("security", "media.service", "--offline=true", "--no-pager")
    assert float(re.search(r"Overall exposure level for \S+: ([\d.]+)", said)[1]) <= 3.0, said


#: `systemd-analyze security`, 0 is best, 10 no walls at all. nginx has to open port 80 and change its user.
EXPOSURE = {"spc-guard.service": 2.0, "spc-import.service": 2.0, "spc@.service": 2.0, "nginx.service": 4.5}


@pytest.mark.parametrize("unit", PLAIN)
def test_the_walls_around_each_unit_hold(analyze, unit):
    _, said = analyze("security", unit, "--offline=true", "--no-pager")
    exposure = float(re.search(r"Overall exposure level for \S+: ([\d.]+)", said)[1])
    assert exposure <= EXPOSURE[unit], said
