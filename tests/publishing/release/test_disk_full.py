"""A really full disk: the old release stays served, the person is told what to do, the next run is clean."""

import errno
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from publishing.release import draft as drafts
from publishing.release.space import explained, is_full_disk
from publishing.release.verifying import release_of, verify
from tests.publishing.factory import SIGNER, Publisher, item, replace, small_site

CHILD = """
import os, sys
from pathlib import Path
from publishing.release.activate import clear
from publishing.release.space import is_full_disk
from publishing.release.verifying import release_of, verify
from tests.publishing.factory import SIGNER, Publisher, item, small_site

root = Path(sys.argv[1])
site = Publisher(root / "site")
site.publish(*small_site(30))
before = site.files()
filler = root / "filler"
with open(filler, "wb") as out:
    out.write(bytes(max(0, os.statvfs(root).f_bavail * os.statvfs(root).f_frsize - int(sys.argv[2]) * 1024)))
try:
    site.publish(*[item(number) for number in range(31, 90)])
except Exception as error:
    assert is_full_disk(error, root), repr(error)
else:
    raise SystemExit("the disk was not full")
assert site.files() == before
assert verify(release_of(root / "site"), SIGNER.ring).good
filler.unlink()
site.publish(*[item(number) for number in range(31, 90)])
assert "第89号" in site.read("news/index.html")
assert verify(release_of(root / "site"), SIGNER.ring).good
"""


@pytest.mark.parametrize("left", [0, 8, 64, 400])
def test_a_small_disk_that_fills_up_harms_nothing(tmp_path, left):
    """`left` KiB are free when the run begins: it fails before it has begun, early or late."""
    mount = 'mount -t tmpfs -o size=24m none "$1" && exec "$2" -c "$3" "$1" "$4"'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mount, "sh", str(tmp_path), sys.executable, CHILD, str(left)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("step", ["write_file", "link", "_link_folder", "sync"])
@pytest.mark.parametrize("calls", [0, 1])
def test_no_space_at_any_step_leaves_the_old_release(tmp_path, monkeypatch, step, calls):
    site = Publisher(tmp_path / "site")
    site.publish(*small_site())
    before, done = site.files(), [0]
    real = getattr(drafts, step)

    def full(*args):
        done[0] += 1
        if done[0] > calls:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*args)

    with monkeypatch.context() as patched:
        patched.setattr(drafts, step, full)
        with pytest.raises(RuntimeError, match="磁盘已满"), explained(RuntimeError, tmp_path):
            site.publish(replace(item(1), title="新题"), item(9))
    assert site.files() == before
    site.publish(replace(item(1), title="新题"), item(9))
    assert "新题" in site.read("news/index.html")
    assert verify(release_of(Path(site.paths.root)), SIGNER.ring).good


def test_a_fault_of_a_disk_with_room_is_not_called_full(tmp_path):
    broken = sqlite3.OperationalError("disk I/O error")
    broken.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    assert not is_full_disk(broken, tmp_path)
    assert not is_full_disk(OSError(errno.EIO, "Input/output error"), tmp_path)
