"""A long run may be asked to end in any of its phases: then it is as if it had never begun, and nobody waits for it."""

import gc
import os
import signal
from collections.abc import Callable
from dataclasses import replace as with_other
from pathlib import Path

import pytest

from publishing import build as engine
from publishing.make_way import MakeWay, ask, asking, listening
from publishing.pelican_plugin import generator
from publishing.planning.site import Site
from publishing.release.activate import publisher_lock
from publishing.rendering.workers import in_copies
from publishing.run import memory
from publishing.search import make_all
from publishing.snapshot import Snapshot
from tests.publishing.factory import Publisher, gone, item, replace, small_site, tags
from tests.publishing.test_build import same_for_readers

COUNT = 40
NOTE = ".gone/news/2026/0104/3/index.html"
PHASES = ("读入改动", "比对页面", "生成页面", "检索与附件", "清单与链接", "启用新版本")
OTHER = {"security_contact": "mailto:new@example.gov.cn"}  # every page has to be made anew
CHANGED = [
    *(replace(item(number), title=f"改后的第{number}号") for number in range(10, COUNT)),
    *(item(number, tags=tags("新标签")) for number in range(COUNT + 1, COUNT + 5)),
]


@pytest.fixture(autouse=True)
def even_little_is_shared_out(monkeypatch):
    monkeypatch.setattr(generator, "MANY", 2)
    monkeypatch.setattr(generator, "STEP", 3)
    monkeypatch.setattr(make_all, "MAX_DOCUMENTS", 8)
    for module in (generator, make_all):
        monkeypatch.setattr(module, "usable", lambda wanted: wanted)


@pytest.fixture
def publisher(tmp_path) -> Publisher:
    made = Publisher(tmp_path / "site")
    made.publish(*small_site(COUNT))
    return made


def run(publisher: Publisher, *documents, progress: Callable = engine.silent, **how) -> None:
    with publisher_lock(publisher.paths), Snapshot(publisher.paths.snapshot) as snapshot:
        for document in documents:
            snapshot.put(document)
        engine.build(publisher.setup, snapshot, progress=progress, **how)


def withdraw(publisher: Publisher) -> None:
    with publisher_lock(publisher.paths), Snapshot(publisher.paths.snapshot) as snapshot:
        snapshot.put_gone(gone(item(3), "引用数字有误"))
        engine.build(publisher.setup, snapshot, patch=True)


class Asked:
    """Progress that ends the run when it was asked `until` times, in one phase if that is named."""

    def __init__(self, until: int = -1, phase: str = ""):
        self.until, self.phase, self.asked = until, phase, 0

    def __call__(self, percent: float, message: str = "") -> None:
        if message.startswith(self.phase):
            if self.asked == self.until:
                raise MakeWay
            self.asked += 1


def children() -> set[str]:
    """Processes this one started and that have not ended."""
    lists = Path("/proc/self/task").glob("*/children")
    return {pid for one in lists for pid in one.read_text().split()}


def remembered(site: Site) -> dict:
    """All that the next run builds on; a list that nobody stands in any more counts as none."""
    return {
        "heads": {name: (head.sha, head.lists, head.places) for name, head in site.heads.items()},
        "lists": {name: (list(one), one.end) for name, one in site.lists.items() if one.end},
        "tags": site.tag_names,
        "notes": site.notes,
        "new": site.new_slots,
    }


def as_read_anew(publisher: Publisher) -> dict:
    with Snapshot(publisher.paths.snapshot, readonly=True) as snapshot:
        assert not snapshot.changed_ids()
        return remembered(Site.load(snapshot))


@pytest.mark.parametrize("full", [False, True], ids=["many changes", "everything"])
@pytest.mark.parametrize("phase", PHASES)
def test_a_withdrawal_overtakes_a_long_run_in_every_phase(publisher, monkeypatch, phase, full):
    old, running = publisher.files(), children()
    with pytest.raises(MakeWay):
        run(publisher, *CHANGED, progress=Asked(1, phase), full=full)
    assert children() <= running
    assert publisher.files() == old
    with monkeypatch.context() as patch:
        patch.setattr(Site, "load", None)  # the urgent run has to find everything in memory
        withdraw(publisher)
    assert "引用数字有误" in publisher.read(NOTE)
    assert "改后的" not in publisher.read("news/index.html")
    run(publisher, *CHANGED, full=full)
    assert "改后的" in publisher.read("news/index.html").replace("<wbr>", "")
    assert all(name.startswith("r0") for name in os.listdir(publisher.paths.releases)), "left over"
    warm = publisher.files()
    publisher.publish(full=True)
    same_for_readers(publisher.files(), warm)


@pytest.mark.parametrize("workers", [1, 2])
def test_wherever_a_long_run_ends_it_is_as_if_it_had_never_begun(publisher, tmp_path, workers):
    another = Publisher(tmp_path / "another")
    another.publish(*small_site(COUNT))
    watch = Asked()
    for one in (publisher, another):
        one.setup = with_other(one.setup, options=OTHER, workers=workers)
    run(another, *CHANGED, progress=watch)
    old, state, known = publisher.files(), publisher.paths.state.read_bytes(), as_read_anew(publisher)
    for until in range(0, watch.asked, max(1, watch.asked // 25)):
        try:
            run(publisher, *CHANGED, progress=Asked(until))
        except MakeWay:
            pass
        else:  # a second process was waited for, and asked meanwhile, less long than before
            break
        assert publisher.files() == old
        assert publisher.paths.state.read_bytes() == state
        assert as_read_anew(publisher) == known
        assert remembered(memory._kept[publisher.paths.root].site) == known
    run(publisher, *CHANGED)
    same_for_readers(publisher.files(), another.files())


def test_nothing_asks_once_a_release_has_its_name(publisher):
    class Late(Asked):
        def __call__(self, percent, message=""):
            assert len(list(publisher.paths.releases.glob("r*"))) == 1
            super().__call__(percent, message)

    run(publisher, *CHANGED, progress=Late())
    assert "改后的" in publisher.read("news/index.html").replace("<wbr>", "")


def test_a_release_stays_the_last_good_one_when_all_its_pages_were_made_again_the_same(publisher):
    """As after an update of the software; else nothing could go out ahead of the next run."""
    publisher.setup.theme.common_hash = "another"
    run(publisher)
    with Snapshot(publisher.paths.snapshot, readonly=True) as snapshot:
        assert snapshot.get_meta("settled") == publisher.current.resolve().name


def test_a_process_that_waits_for_its_copies_makes_way_and_none_outlives_it():
    running, asked = children(), []

    def progress(percent, message=""):
        asked.append(message)
        if len(asked) == 4:
            raise MakeWay

    def never_done(number):
        if number:
            signal.pause()
        yield "done here"

    with listening(progress), pytest.raises(MakeWay):
        in_copies(3, never_done, asked.append)
    assert children() <= running


def test_a_copy_asks_nobody_and_a_large_answer_is_read_with_questions():
    asked, taken = [], []

    def large(number):
        ask()
        yield from (f"{number}-{place}" for place in range(20_000 if number else 1))

    with listening(lambda percent, message: asked.append(os.getpid())):
        in_copies(2, large, taken.append)
    assert taken == ["0-0", *(f"1-{place}" for place in range(20_000))]
    assert set(asked) == {os.getpid()}
    assert len(asked) > 10


def test_what_was_told_last_is_said_again_and_outside_nobody_is_asked():
    heard = []
    assert list(asking("abc", 1)) == ["a", "b", "c"]
    with listening(lambda percent, message: heard.append((percent, message))) as tell:
        tell(3, "比对页面")
        assert list(asking("abc", 2)) == ["a", "b", "c"]
    ask()
    assert heard == [(3, "比对页面")] * 3


def test_between_two_runs_the_remembered_site_is_no_matter_for_the_search_for_garbage(publisher):
    memory.rest()
    try:
        kept = memory._kept[publisher.paths.root].site
        assert not any(one is kept for one in gc.get_objects())
    finally:
        gc.unfreeze()
