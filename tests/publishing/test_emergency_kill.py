"""kill -9 of a publisher that makes way: whatever dies in between, nothing is lost and nothing half made is seen."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publishing import build as engine
from publishing.make_way import MakeWay
from publishing.release.activate import publisher_lock
from publishing.snapshot import Snapshot
from tests.publishing.dying import die_at
from tests.publishing.factory import Publisher, gone, item, replace, small_site
from tests.publishing.test_build import same_for_readers

COUNT = 420  # enough for a second process, so that the snapshot is shared before the release is made
NEWS = [replace(item(number), title=f"改后的第{number}号") for number in range(1, COUNT + 1)]
URGENT = gone(item(3), "引用数字有误")
REST = [document for document in NEWS if document.id != URGENT.id]
PAGE = item(200).path.strip("/") + "/index.html"
STEPS = {
    "when the long run is put back": "publishing.snapshot:Snapshot.revert_all",
    "when it has been put back": "publishing.run.memory:keep",
    "when the draft of the long run is set aside": "publishing.release.draft:set_aside",
    "when the urgent release gets its name": "publishing.release.draft:Draft.give_name",
    "when the state is stored": "publishing.release.state:Saving.commit",
    "when readers are switched": "publishing.release.activate:switch",
    "while what was set aside is removed": "publishing.release.aside:_remove",
}
CHILD = """
import sys
from pathlib import Path
from tests.publishing.test_emergency_kill import overtaken_and_killed

overtaken_and_killed(Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "after")
"""


def make(publisher: Publisher, *documents, progress: Callable = engine.silent, patch: bool = False) -> None:
    with publisher_lock(publisher.paths), Snapshot(publisher.paths.snapshot) as snapshot:
        if patch:
            snapshot.revert_all()
        for document in documents:
            (snapshot.put_gone if document is URGENT else snapshot.put)(document)
        engine.build(publisher.setup, snapshot, progress=progress, patch=patch)


def overtaken_and_killed(root: Path, name: str, after: bool) -> None:
    """In a process of its own: a long run that makes way, and dies at a step of what follows."""
    publisher = Publisher(root)

    def make_way(percent: float, message: str = "") -> None:
        if message.startswith("生成页面 100/"):
            die_at(name, after=after)
            raise MakeWay

    try:
        make(publisher, *REST, progress=make_way)
    except MakeWay:
        make(publisher, URGENT, patch=True)
        make(publisher, *REST)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_a_publisher_killed_while_it_makes_way_loses_nothing(tmp_path, step, moment):
    publisher = Publisher(tmp_path / "site")
    publisher.publish(*small_site(COUNT))
    old = publisher.files()
    child = [sys.executable, "-c", CHILD, str(tmp_path / "site"), step, moment]
    killed = subprocess.run(child, cwd=os.getcwd(), capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    served = publisher.files()
    assert served == old or "引用数字有误" in served[".gone/news/2026/0104/3/index.html"].decode()
    assert served[PAGE] == old[PAGE]

    make(publisher, URGENT, patch=True)
    assert "引用数字有误" in publisher.read(".gone/news/2026/0104/3/index.html")
    assert publisher.read(PAGE).encode() == old[PAGE]
    make(publisher, *REST)
    assert all(name.startswith("r0") for name in os.listdir(publisher.paths.releases)), "left over"
    assert "改后的第200号" in publisher.read(PAGE)
    warm = publisher.files()
    publisher.publish(full=True)
    same_for_readers(publisher.files(), warm)
