"""A real clamd with one signature of its own: what it finds is refused, and without it nothing is taken."""

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from foundation.attachments.clamav import assert_no_virus
from foundation.attachments.errors import ScannerAway, UnfitFile

ILL = b"%PDF-1.4 this stands for a virus\n"
CONFIG = """
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}/signatures
PidFile {folder}/clamd.pid
Foreground yes
"""


@pytest.fixture(scope="module")
def clamd():
    program = shutil.which("clamd", path=os.environ["PATH"] + ":/usr/sbin")
    assert program, "clamd is missing: apt-get install clamav-daemon (or ./run test, which does it)"
    with tempfile.TemporaryDirectory(prefix="clamd-", dir="/tmp") as name:  # a socket's path must be short
        folder = Path(name)
        (folder / "signatures").mkdir()
        known = f"{hashlib.sha256(ILL).hexdigest()}:{len(ILL)}:Test.Sample\n"
        (folder / "signatures" / "own.hsb").write_text(known)
        (folder / "clamd.conf").write_text(CONFIG.format(folder=folder))
        server = subprocess.Popen([program, f"--config-file={folder}/clamd.conf"])
        try:
            for _ in range(600):
                if (folder / "clamd.sock").exists():
                    break
                assert server.poll() is None, "clamd ended"
                time.sleep(0.1)
            yield f"unix:{folder}/clamd.sock"
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "given"


def test_a_virus_is_named_and_a_clean_file_passes(clamd, settings, file):
    settings.CLAMD = clamd
    file.write_bytes(ILL)
    with pytest.raises(UnfitFile, match=r"Test\.Sample"):
        assert_no_virus(file)
    file.write_bytes(b"%PDF-1.4 a clean one")
    assert_no_virus(file)


def test_nothing_is_taken_while_the_scanner_is_away(settings, file):
    file.write_bytes(b"x")
    for place in ("unix:/nonexistent/clamd.sock", "tcp:127.0.0.1:1"):
        settings.CLAMD = place
        with pytest.raises(ScannerAway, match="病毒检查现在用不了"):
            assert_no_virus(file)


def test_a_house_without_a_scanner_says_so_in_its_settings(settings, file):
    settings.CLAMD = ""
    file.write_bytes(ILL)
    assert_no_virus(file)
