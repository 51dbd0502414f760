"""kill -9 of a host that takes a release, at every step: the old release or the new one, and the next try is clean."""

import os
import signal
import subprocess
import sys

import pytest

from publishing.targets.accept import accept
from publishing.targets.public_site import PublicSite
from publishing.targets.source import FolderSource

from .conftest import deliver
from .press import LONG, served

STEPS = {
    "while objects arrive": "publishing.targets.store:Store.take",
    "when they are forced to disk": "publishing.targets.store:Store.settle",
    "while served files are copied": "publishing.targets.store:Store.give",
    "when the folder gets its name": "publishing.release.draft:Draft.give_name",
    "when it is looked over": "publishing.targets.laying:_look_over",
    "while the manifest is put away": "publishing.targets.public_site:PublicSite.shelve",
    "when keys are remembered": "publishing.targets.public_site:PublicSite.remember_keys",
    "when its number is remembered": "publishing.targets.public_site:PublicSite.remember",
    "when readers are switched": "publishing.targets.accept:switch",
    "when old releases leave": "publishing.targets.clean:sweep",
    "when the store is swept": "publishing.targets.clean:_sweep_store",
}
CHILD = """
import sys
from pathlib import Path
from publishing.targets.accept import accept
from publishing.targets.public_site import PublicSite
from publishing.targets.source import FolderSource
from tests.publishing.dying import die_at

root, release, step, moment, calls = sys.argv[1:]
die_at(step, after=moment == "after", calls=int(calls))
accept(PublicSite(Path(root), Path(root) / "given.keys.json", keep=2), FolderSource(Path(release)))
"""


def killed(host: PublicSite, folder, step: str, moment: str, calls: int) -> bool:
    """Whether the step was reached."""
    arguments = [str(host.root), str(folder), step, moment, str(calls)]
    run = subprocess.run([sys.executable, "-c", CHILD, *arguments], cwd=os.getcwd(), capture_output=True)
    assert run.returncode in (-signal.SIGKILL, 0), run.stderr.decode()
    return run.returncode != 0


@pytest.mark.parametrize(("moment", "calls"), [("before", 0), ("after", 0), ("after", 2)])
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_a_killed_host_serves_the_old_or_the_new_release_and_nothing_between(
    press, tmp_path, step, moment, calls
):
    host = press.host(tmp_path / "host", keep=2)
    for text in ("one", "two"):
        deliver(host, press)
        press.release({"news/a.html": LONG + text, f"news/{text}.html": LONG})
    old = served(host.served_root)
    reached = killed(host, press.folder, step, moment, calls)
    assert reached or calls
    assert served(host.served_root) in (old, served(press.folder))
    accepted = accept(host, FolderSource(press.folder), thorough=True)
    assert accepted.number == 3
    assert served(host.served_root) == served(press.folder)
    press.release({"news/b.html": None, "news/c.html": "c"})
    deliver(host, press)
    assert served(host.served_root) == served(press.folder)
    assert not (host.store.folder / ".incoming").exists()
    assert not (host.paths.releases / ".staging").exists()
