"""The spool by itself: what a crash leaves, who writes, what a cut at any byte leaves. No database."""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_jobs.uploads import spool as spool_module
from media_jobs.uploads.protocol.body import Intake
from media_jobs.uploads.protocol.headers import checksum, metadata
from media_jobs.uploads.protocol.wire import Refusal, Request
from media_jobs.uploads.spool import DATA, Mark, Spool
from media_jobs.uploads.writer import Busy, Writer, take

from .line import metadata as said
from .line import served as run


@pytest.fixture
def place(tmp_path) -> Path:
    Spool(tmp_path).make("one")
    return tmp_path / "one"


def written(place: Path, content: bytes, *, strict: bool = False, sure: bool = False) -> None:
    """As a process would that dies without a word."""

    async def write() -> None:
        writer = await take(place)
        writer.begin(strict=strict)
        writer.write(content)
        if sure:
            writer.sure()
        writer.close()

    run(write())


def offset_of(place: Path) -> int:
    async def look() -> int:
        writer = await take(place)
        writer.close()
        return writer.offset

    return run(look())


def test_what_a_killed_process_had_written_stays(place):
    written(place, b"x" * 500)
    assert offset_of(place) == 500


def test_after_a_power_cut_only_what_was_made_sure_counts(place, monkeypatch):
    written(place, b"x" * 500, sure=True)
    written(place, b"y" * 300)
    monkeypatch.setattr("media_jobs.uploads.writer.boot", lambda: "another boot")
    assert offset_of(place) == 500
    assert (place / DATA).read_bytes() == b"x" * 500


def test_bytes_whose_checksum_was_never_compared_do_not_count(place):
    written(place, b"x" * 500, sure=True)
    written(place, b"y" * 300, strict=True)
    assert Spool(place.parent).settled("one") == 500
    assert offset_of(place) == 500


def test_an_unreadable_mark_makes_nothing_sure(place):
    written(place, b"x" * 500)
    (place / "mark").write_bytes(b"\0" * 64)
    assert offset_of(place) == 0
    assert Mark.load(b"garbage") == Mark(0, True, "")


def test_the_newest_who_asks_writes_and_the_one_before_notices(place):
    async def story() -> None:
        first = await take(place)
        second = asyncio.ensure_future(take(place, patience=5))
        while not first.evicted:
            await asyncio.sleep(0.01)
        first.write(b"last words")
        first.close()
        newest = await second
        assert newest.offset == 10
        assert not newest.evicted
        newest.close()

    run(story())


def test_who_does_not_leave_is_not_written_over(place):
    async def story() -> None:
        stubborn: Writer = await take(place)
        with pytest.raises(Busy):
            await take(place, patience=0.1)
        stubborn.close()

    run(story())


def _hold(place: str, ready) -> None:
    async def hold() -> None:
        writer = await take(Path(place))
        writer.write(b"z" * 100)
        ready.set()
        while not writer.evicted:
            await asyncio.sleep(0.01)
        writer.close()

    asyncio.run(hold())


@pytest.mark.parametrize("killed", [True, False], ids=["killed", "alive"])
def test_a_writer_in_another_process_gives_way(place, killed):
    context = multiprocessing.get_context("fork")
    ready = context.Event()
    other = context.Process(target=_hold, args=(str(place), ready))
    other.start()
    assert ready.wait(20)
    if killed:
        os.kill(other.pid, signal.SIGKILL)
    begun = time.monotonic()
    assert offset_of(place) == 100
    assert time.monotonic() - begun < 5
    other.join(20)


class Body:
    """Chunks as they arrive, then the end or a cut."""

    def __init__(self, chunks: list[bytes], cut: bool) -> None:
        last = {"type": "http.disconnect"} if cut else {"type": "http.request", "body": b""}
        self._rest = iter(
            [*({"type": "http.request", "body": one, "more_body": True} for one in chunks), last]
        )

    async def __call__(self):
        return next(self._rest)


@given(st.binary(min_size=1, max_size=4000), st.lists(st.integers(0, 4000), max_size=6), st.integers(1, 900))
def test_a_file_cut_at_any_bytes_arrives_whole_and_equal(tmp_path_factory, content, cuts, chunk):
    folder = Spool(tmp_path_factory.mktemp("cuts"))
    folder.make("one")

    async def story() -> None:
        for cut in [*cuts, None]:
            writer = await take(folder.at("one"))
            rest = content[writer.offset :] if cut is None else content[writer.offset : writer.offset + cut]
            pieces = [rest[at : at + chunk] for at in range(0, len(rest), chunk)]
            request = Request("PATCH", "", {}, Body(pieces, cut is not None))
            whole = await Intake(request, writer, len(content), lambda: 1 << 40).take()
            assert whole is (cut is None)
            writer.close()

    run(story())
    assert folder.data("one").read_bytes() == content


def test_a_full_disk_keeps_what_fitted_and_says_so(place):
    room = iter([1 << 30, 0])

    async def story() -> None:
        writer = await take(place)
        blocks = [b"a" * (256 * 1024), b"b" * (256 * 1024)]
        intake = Intake(Request("PATCH", "", {}, Body(blocks, False)), writer, 1 << 20, lambda: next(room))
        with pytest.raises(Refusal) as refused:
            await intake.take()
        assert refused.value.status == 507
        assert "没有丢" in refused.value.text
        writer.close()

    run(story())
    assert offset_of(place) == 256 * 1024


def test_a_disk_that_refuses_a_byte_keeps_the_offset_true(place, monkeypatch):
    def half(handle, view, offset):
        if offset >= 300:
            raise OSError(28, "No space left on device")
        return real(handle, view[: 300 - offset], offset)

    real = os.pwrite
    monkeypatch.setattr(
        "media_jobs.uploads.writer.os.pwrite", lambda h, v, o: half(h, v, o) if len(v) > 64 else real(h, v, o)
    )

    async def story() -> None:
        writer = await take(place)
        intake = Intake(Request("PATCH", "", {}, Body([b"a" * 1000], False)), writer, 1000, lambda: 1 << 40)
        with pytest.raises(Refusal):
            await intake.take()
        writer.close()

    run(story())
    assert offset_of(place) == 300


def test_checksums_are_read_strictly():
    def read(told: str):
        return checksum(Request("PATCH", "", {"upload-checksum": told}, None))

    assert read("") is None
    assert read("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=").algorithm == "sha1"
    with pytest.raises(Refusal):
        read("md5 XrY7u+Ae7tCTyyK7j1rNww==")


@given(st.text(max_size=200))
def test_metadata_is_read_or_refused_and_never_breaks(raw):
    with contextlib.suppress(Refusal):
        metadata(raw)


@given(
    st.dictionaries(st.from_regex(r"[a-zA-Z0-9_-]{1,20}", fullmatch=True), st.text(max_size=50), max_size=5)
)
def test_metadata_reads_back_what_a_client_says(told):
    assert metadata(said(**told)) == told


def test_the_machine_names_its_boot():
    assert len(spool_module.boot()) >= 7
