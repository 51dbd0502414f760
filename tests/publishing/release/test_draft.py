"""A draft shows exactly the files it should, whatever was changed, in whatever order, and shares all else."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.paths import SitePaths
from publishing.release.activate import finished_releases, switch
from publishing.release.draft import Draft
from publishing.release.entry import Entry, sha256
from publishing.release.layout import SEALS, Astray, real_file, walk
from publishing.release.manifest import Manifest
from publishing.release.retention import sweep


class Releases:
    """Releases of plain files, one on top of the other."""

    def __init__(self, root: Path):
        self.paths = SitePaths(root)
        self.paths.prepare()
        self.manifest: Manifest | None = None

    def release(self, changes: dict[str, bytes | None], *, full: bool = False) -> str:
        """A release in which `changes` were written or, where None, removed."""
        draft = Draft(self.paths, None if full else self.name or None).start()
        for file, data in changes.items():
            if data is None:
                draft.remove(file)
            else:
                draft.write(file, data)
        return self.finish(draft)

    def finish(self, draft: Draft) -> str:
        """Seal a draft made on top of the last release and show it."""
        number = self.manifest.number + 1 if self.manifest else 1
        former = self.manifest if draft.base else None
        made = (former.changed if former else Manifest.of)(
            draft.changes, number=number, release=f"r{number:08d}-test"
        )
        draft.seal(made, former)
        self.manifest = made
        switch(self.paths, made.release)
        return made.release

    @property
    def name(self) -> str:
        return self.manifest.release if self.manifest else ""

    @property
    def folder(self) -> Path:
        return self.paths.releases / self.name

    def read(self, name: str = "") -> dict[str, bytes]:
        found = walk(self.paths.releases / (name or self.name))
        return {
            f: Path(p).read_bytes() for f, p in found if not f.endswith((".gz", ".br")) and not is_seal(f)
        }


def is_seal(file: str) -> bool:
    return file in SEALS or file.startswith(".well-known/manifest/")


@pytest.fixture
def releases(tmp_path) -> Releases:
    return Releases(tmp_path)


def links_of(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.is_symlink())


def test_an_untouched_folder_is_a_link_to_where_it_lies(releases):
    releases.release({"a/b/one.html": b"1", "c/two.html": b"2", "index.html": b"0"})
    second = releases.release({"index.html": b"00"})
    third = releases.release({"index.html": b"000"})
    for name in (second, third):
        assert links_of(releases.paths.releases / name) >= ["a", "c"]
    link = os.readlink(releases.paths.releases / third / "a")
    assert link == "../r00000001-test/a"  # never by way of the second
    assert releases.read() == {"a/b/one.html": b"1", "c/two.html": b"2", "index.html": b"000"}


def test_in_a_changed_folder_other_files_are_the_same_files(releases):
    releases.release({"a/one.html": b"1", "a/two.html": b"2"})
    first = releases.folder / "a/one.html"
    releases.release({"a/two.html": b"22"})
    assert (releases.folder / "a/one.html").samefile(first)


def test_an_emptied_folder_disappears_with_its_parents(releases):
    releases.release({"a/b/c/one.html": b"1", "index.html": b"0"})
    releases.release({"a/b/c/one.html": None})
    assert not (releases.folder / "a").exists()
    assert releases.read() == {"index.html": b"0"}


def test_compressed_copies_of_what_was_replaced_or_removed_stay_behind(releases):
    long = b"long enough to be compressed " * 50
    releases.release({"a/one.html": long, "a/two.html": long})
    releases.release({"a/one.html": b"short", "a/two.html": None})
    assert sorted(os.listdir(releases.folder / "a")) == ["one.html"]


def test_a_file_may_become_a_folder_and_a_folder_a_file(releases):
    releases.release({"a": b"file", "b/index.html": b"folder"})
    releases.release({"a": None, "a/index.html": b"folder", "b/index.html": None, "b": b"file"})
    assert releases.read() == {"a/index.html": b"folder", "b": b"file"}


def test_what_was_taken_back_is_as_in_the_base(releases):
    releases.release({"a/one.html": b"1"})
    draft = Draft(releases.paths, releases.name).start()
    draft.write("a/one.html", b"changed")
    draft.write("new/two.html", b"2")
    draft.forget("a/one.html")
    draft.forget("new/two.html")
    releases.finish(draft)
    assert releases.read() == {"a/one.html": b"1"}
    assert not (releases.folder / "new").exists()


def test_forked_workers_write_into_one_draft(releases):
    releases.release({f"a/{n}/index.html": b"old" for n in range(6)})
    draft = Draft(releases.paths, releases.name).start()
    children = []
    for worker in range(2):
        pid = os.fork()
        if not pid:
            for n in range(worker, 4, 2):
                draft.write(f"a/{n}/index.html", b"new")
            os._exit(0)
        children.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0, 0]
    draft.take({f"a/{n}/index.html": Entry(sha256(b"abc"), 3, "text/html") for n in range(4)})
    releases.finish(draft)
    expected = {f"a/{n}/index.html": b"new" if n < 4 else b"old" for n in range(6)}
    assert releases.read() == expected


def test_a_base_with_a_dead_link_is_not_built_upon(releases):
    releases.release({"a/b/one.html": b"1", "index.html": b"0"})
    base = releases.release({"index.html": b"00"})
    link = releases.paths.releases / base / "a"
    link.unlink()
    link.symlink_to("../r00000000-gone/a")
    with pytest.raises(Astray):
        releases.release({"a/b/one.html": b"2"})


def test_a_link_that_leads_elsewhere_is_never_followed(releases, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/one.html").write_bytes(b"secret")
    releases.release({"a/one.html": b"1", "b/one.html": b"2"})
    release = releases.folder
    (release / "outside").symlink_to(tmp_path / "secret")
    (release / "alias").symlink_to(f"../{releases.name}/a")
    (release / "page.html").symlink_to("a/one.html")
    assert real_file(release, "a/one.html")
    for file in ("outside/one.html", "alias/one.html", "page.html", "../secret/one.html", "a"):
        assert real_file(release, file) is None
    with pytest.raises(Astray):
        dict(walk(release))


def test_old_releases_leave_and_what_newer_ones_show_of_them_stays(releases):
    releases.release({"a/b/one.html": b"1", "a/c/two.html": b"2", "index.html": b"0"})
    for n in range(5):
        releases.release({"a/c/two.html": b"2" * n, "index.html": bytes([65 + n])})
    retired = sweep(releases.paths, keep=2)
    assert retired == [f"r{n:08d}-test" for n in (1, 2, 3, 4)]
    assert finished_releases(releases.paths) == ["r00000005-test", "r00000006-test"]
    assert releases.read() == {"a/b/one.html": b"1", "a/c/two.html": b"2222", "index.html": b"E"}
    first = releases.paths.releases / "r00000001-test"
    left = [folder for folder, _, files in os.walk(first) if files and ".well-known" not in folder]
    assert left == [str(first / "a/b")]
    assert sweep(releases.paths, keep=2) == []


FILES = st.sampled_from(["index.html", "a/1", "a/2", "a/b/1", "a/b/2", "a/b/c/1", "d/1", "d/e/1", "f/g/h/1"])
CHANGE = st.dictionaries(FILES, st.none() | st.binary(max_size=4), max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(CHANGE, st.integers(1, 4)), min_size=1, max_size=12))
def test_after_any_history_a_release_shows_what_a_dictionary_would(tmp_path_factory, history):
    releases = Releases(tmp_path_factory.mktemp("history"))
    expected: dict[str, bytes] = {}
    seen: dict[str, dict[str, bytes]] = {}
    for changes, keep in history:
        name = releases.release(changes)
        expected = {f: d for f, d in (expected | changes).items() if d is not None}
        seen[name] = expected
        sweep(releases.paths, keep=keep)
        for kept in finished_releases(releases.paths):
            assert releases.read(kept) == seen[kept]
