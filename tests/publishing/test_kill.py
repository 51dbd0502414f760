"""kill -9 of a real publisher at every step: the old release stays served, the next run is clean."""

import os
import signal
import subprocess
import sys

import pytest

from publishing.paths import SitePaths
from publishing.site_server import SiteServer
from tests.publishing.factory import Publisher, item, replace, small_site
from tests.publishing.test_build import same_for_readers
from tests.publishing.test_site_server import Browser

STEPS = {
    "while pages are written": "publishing.release.draft:Draft.write",
    "while the folder is completed": "publishing.release.draft:Draft._complete",
    "while the index is made": "publishing.run.search_index:update_index",
    "when the snapshot is stored": "publishing.snapshot:Snapshot.commit",
    "when the folder gets its name": "publishing.release.draft:Draft.give_name",
    "when the state is stored": "publishing.release.state:Saving.commit",
    "when readers are switched": "publishing.release.activate:switch",
}
CHILD = """
import sys
from pathlib import Path
from tests.publishing.dying import die_at
from tests.publishing.factory import Publisher, item, replace

where, step, moment = sys.argv[1:]
die_at(step, after=moment == "after")
Publisher(Path(where)).publish(replace(item(1), title="改后的标题"), item(9))
"""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_a_killed_publisher_leaves_the_old_or_the_new_site_and_nothing_between(tmp_path, step, moment):
    root = tmp_path / "site"
    publisher = Publisher(root)
    publisher.publish(*small_site())
    old = publisher.files()
    killed = subprocess.run(
        [sys.executable, "-c", CHILD, str(root), step, moment], cwd=os.getcwd(), capture_output=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    served = publisher.files()
    assert served == old or b"\xe6\x94\xb9\xe5\x90\x8e" in served["news/index.html"]
    assert Browser(root).get("/news/")["status"] == 200

    publisher.publish(replace(item(1), title="改后的标题"), item(9))
    assert "改后的标题" in publisher.read("news/index.html")
    assert "第9号" in publisher.read("news/index.html")
    fresh = Publisher(tmp_path / "fresh")
    fresh.publish(*small_site())
    fresh.publish(replace(item(1), title="改后的标题"), item(9))
    same_for_readers(publisher.files(), fresh.files())
    assert not (SitePaths(root).releases / ".staging").exists()
    assert isinstance(SiteServer(root), SiteServer)
