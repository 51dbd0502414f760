"""A large folder is out of the way at once and removed when nobody waits."""

import pytest

from publishing.make_way import MakeWay, listening
from publishing.paths import SitePaths
from publishing.release.aside import remove_aside, set_aside
from publishing.release.draft import Draft
from publishing.release.retention import sweep
from tests.publishing.factory import Publisher, small_site


@pytest.fixture
def paths(tmp_path) -> SitePaths:
    paths = SitePaths(tmp_path / "site")
    paths.prepare()
    return paths


def fill(paths: SitePaths, files: int = 120) -> None:
    """A draft that nobody finishes; a subfolder of it is a link to another release."""
    draft = Draft(paths, None).start()
    for number in range(files):
        draft.write(f"news/{number}/index.html", b"<p>text</p>" * 50)
    (paths.releases / "other" / "kept").mkdir(parents=True, exist_ok=True)
    (paths.releases / "other" / "kept" / "file").write_text("stays")
    (draft.folder / "kept").symlink_to("../other/kept")


def names(paths: SitePaths) -> list[str]:
    return sorted(one.name for one in paths.releases.iterdir())


def test_a_draft_that_was_left_is_set_aside_and_the_next_begins_empty(paths):
    fill(paths)
    fill(paths, files=1)
    draft = Draft(paths, None).start()
    assert list(draft.folder.iterdir()) == []
    assert len(names(paths)) == 4  # two set aside, the other release, the new draft
    remove_aside(paths.releases)
    assert names(paths) == [".staging", "other"]
    assert (paths.releases / "other" / "kept" / "file").read_text() == "stays"


def test_setting_aside_what_is_not_there_does_nothing(paths):
    set_aside(paths.releases / ".staging")
    assert names(paths) == []


def test_removing_makes_way_and_goes_on_later(paths):
    fill(paths)
    set_aside(paths.releases / ".staging")
    asked = []

    def progress(percent, message=""):
        asked.append(message)
        if len(asked) == 3:
            raise MakeWay

    with listening(progress), pytest.raises(MakeWay):
        remove_aside(paths.releases)
    left = len(list(paths.releases.rglob("index.html")))
    assert 0 < left < 120
    remove_aside(paths.releases)
    assert names(paths) == ["other"]


def test_the_sweep_of_old_releases_takes_what_was_set_aside_with_it(tmp_path):
    publisher = Publisher(tmp_path)
    publisher.publish(*small_site())
    (publisher.paths.releases / "unfinished").mkdir()
    set_aside(publisher.paths.releases / "unfinished")
    assert len(names(publisher.paths)) == 2
    assert sweep(publisher.paths) == []
    assert names(publisher.paths) == [publisher.current.resolve().name]
