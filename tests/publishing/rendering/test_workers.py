"""Pages rendered by several processes: the same bytes, the same failures; a dead process fails the run."""

import os
import signal
from dataclasses import replace

import pytest
from pelican import signals

from publishing.pelican_plugin import generator
from publishing.pelican_plugin.writer import ReleaseWriter
from publishing.rendering.render_run import PublishError
from publishing.rendering.workers import WorkerLost, in_copies, usable

from ..factory import Publisher, item, rich, small_site, tags


@pytest.fixture(autouse=True)
def even_few_pages_are_shared_out(monkeypatch):
    monkeypatch.setattr(generator, "MANY", 2)
    monkeypatch.setattr(generator, "STEP", 3)
    monkeypatch.setattr(generator, "usable", lambda wanted: wanted)


def publisher(folder, workers: int) -> Publisher:
    made = Publisher(folder)
    made.setup = replace(made.setup, workers=workers)
    return made


def documents() -> list:
    return [*small_site(), *(item(number, tags=tags("立法")) for number in range(4, 40))]


def test_any_number_of_processes_makes_the_same_release(tmp_path):
    alone = publisher(tmp_path / "1", 1)
    alone.publish(*documents())
    for workers in (2, 5):
        shared = publisher(tmp_path / str(workers), workers)
        built = shared.publish(*documents())
        assert not built.problems
        assert shared.files() == alone.files()


def test_documents_taken_in_the_same_run_reach_every_process(tmp_path):
    shared = publisher(tmp_path, 2)
    shared.publish(*documents())
    changed = [item(number, body=(rich(f"<p>新的正文{number}</p>"),)) for number in range(1, 20)]
    shared.publish(*changed)
    assert all(
        f"新的正文{document.sequence}<" in shared.read(f"{document.path[1:]}index.html")
        for document in changed
    )


def test_a_document_that_fails_in_another_process_goes_back_alone(tmp_path):
    shared = publisher(tmp_path, 3)
    shared.publish(*documents())
    bad = [item(number, body=(rich("<p onclick='x'>坏</p>"),)) for number in (5, 9, 14, 20)]
    good = item(30, body=(rich("<p>改好的</p>"),))
    built = shared.publish(*bad, good)
    assert built.held == {document.id for document in bad}
    assert "改好的" in shared.read(f"{good.path[1:]}index.html")
    assert "第5次会议" in shared.read(f"{bad[0].path[1:]}index.html")


def test_when_a_process_dies_there_is_no_release_and_the_next_run_is_whole(tmp_path, monkeypatch):
    shared = publisher(tmp_path / "a", 2)
    shared.publish(*documents())
    before, publisher_process, write = shared.files(), os.getpid(), ReleaseWriter.write_page

    def die_in_the_copy(self, *args):
        if os.getpid() != publisher_process:
            os.kill(os.getpid(), signal.SIGKILL)
        write(self, *args)

    changed = [item(number, title=f"改名{number}") for number in range(1, 30)]
    with monkeypatch.context() as patch:
        patch.setattr(ReleaseWriter, "write_page", die_in_the_copy)
        with pytest.raises(PublishError, match="意外结束"):
            shared.publish(*changed)
    assert shared.files() == before
    broken = item(2, title="改名2", body=(rich("<p onclick='x'>坏</p>"),))
    built = shared.publish(broken)
    assert built.held == {"page:2"}, "a document taken by the failed run must still be able to go back"
    assert "改名29" in shared.read("news/index.html").replace("<wbr>", "")


def test_a_plugin_that_listens_hears_every_page_in_one_process(tmp_path):
    heard = []

    def listen(path, context):
        heard.append(path)

    with signals.content_written.connected_to(listen):
        publisher(tmp_path, 2).publish(*documents())
    assert len(heard) >= len(documents())


def test_values_come_back_in_order_from_other_processes():
    taken = []

    def twice(number):
        yield number, os.getpid()
        yield number, os.getpid()

    in_copies(3, twice, taken.append)
    assert [value for value, _ in taken] == [0, 0, 1, 1, 2, 2]
    assert len({pid for _, pid in taken}) == 3


def test_nothing_of_a_copy_that_is_lost_is_taken():
    taken = []

    def raise_later(number):
        yield number
        if number:
            raise ValueError

    with pytest.raises(WorkerLost):
        in_copies(2, raise_later, taken.append)
    assert taken == [0]


def test_a_copy_that_raises_is_lost_and_one_that_cannot_end_is_ended():
    def raise_in_a_copy(number):
        if number:
            raise ValueError
        yield number

    with pytest.raises(WorkerLost):
        in_copies(2, raise_in_a_copy, lambda value: None)

    def raise_here(number):
        if number:
            signal.pause()
        yield number
        raise KeyError

    with pytest.raises(KeyError):
        in_copies(3, raise_here, lambda value: None)


def test_there_are_never_more_processes_than_cores():
    assert usable(1) == 1
    assert usable(10_000) == len(os.sched_getaffinity(0))
