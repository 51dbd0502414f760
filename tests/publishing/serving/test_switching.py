"""Readers at full load while releases change: 20,000 answers over 50 switches, each whole and of one release."""

import asyncio
import re
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from dataclasses import replace as changed
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from publishing.paths import gone_note, release_file
from publishing.release.activate import switch
from publishing.rendering.theme import load_theme
from publishing.serving.nginx import has_brotli
from tests.publishing.factory import THEME, Publisher, gone, identity, item, small_site

from .asking import ask
from .conftest import HOST

REQUESTS, SWITCHES, READERS = 20_000, 50, 24
FREE = {"page_rate": "1000000r/s", "connections": 1000}
SUFFIXES = {"br": ".br", "gzip": ".gz", "identity": ""}
SOMETIMES = item(3)


@dataclass
class Served:
    """Which release was switched to, and when: `begun` before the rename, `done` after it."""

    publisher: Publisher
    releases: list[str]
    begun: list[str] = field(default_factory=list)
    done: int = -1
    seen: Counter[str] = field(default_factory=Counter)

    def switch(self, release: str) -> None:
        self.begun.append(release)
        switch(self.publisher.paths, release)
        self.done += 1

    def right(self, release: str, path: str, coding: str) -> tuple[int, bytes]:
        """The one right answer of a release, as it lies on disk."""
        folder = self.publisher.paths.releases / release
        status, file = 200, folder / release_file(path)
        if not file.exists():
            status, file = 410, folder / gone_note(path).lstrip("/")
        packed = file.with_name(file.name + SUFFIXES[coding])
        return status, (packed if packed.exists() else file).read_bytes()


class Reader:
    def __init__(self, served: Served, base: str, known: dict, seed: int) -> None:
        self.served, self.place, self.known, self.random = served, urlsplit(base), known, Random(seed)

    async def read(self, times: int) -> None:
        reader, writer = await asyncio.open_connection(self.place.hostname, self.place.port)
        for _ in range(times):
            path, coding = self.random.choice(list(self.known[self.served.releases[0]]))
            first = self.served.done
            head = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: {coding}\r\n\r\n"
            writer.write(head.encode())
            answer = await reader.readuntil(b"\r\n\r\n")
            length = int(re.search(rb"(?i)content-length: (\d+)", answer)[1])
            packed = re.search(rb"(?i)content-encoding: (\w+)", answer)
            body = await reader.readexactly(length)
            if b"connection: close" in answer.lower():
                writer.close()
                reader, writer = await asyncio.open_connection(self.place.hostname, self.place.port)
            self._judge(path, packed[1].decode() if packed else "identity", int(answer[9:12]), body, first)
        writer.close()

    def _judge(self, path: str, coding: str, status: int, body: bytes, first: int) -> None:
        possible = self.served.begun[first:]
        good = any(self.known[release][path, coding] == (status, body) for release in possible)
        self.served.seen["right" if good else f"wrong: {status} {path} {coding}"] += 1


def load(served: Served, base: str, known: dict, requests: int, switches: int) -> None:
    """In a thread of its own: a browser kept open by other tests has this thread's event loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _load(served, base, known, requests, switches)).result()


async def _load(served: Served, base: str, known: dict, requests: int, switches: int) -> None:
    readers = [Reader(served, base, known, seed) for seed in range(READERS)]
    tasks = [asyncio.create_task(one.read(requests // READERS + 1)) for one in readers]
    for number in range(1, switches + 1):
        while served.seen.total() < number * requests // (switches + 1) and not all(t.done() for t in tasks):
            await asyncio.sleep(0.001)
        served.switch(served.releases[number % len(served.releases)])
    await asyncio.gather(*tasks)
    assert len(served.begun) == switches + 1
    assert served.seen.total() >= requests
    assert set(served.seen) == {"right"}, served.seen


@pytest.fixture
def served(tmp_path) -> Served:
    """Four releases; in every second one SOMETIMES is withdrawn."""
    publisher = Publisher(tmp_path / "many")
    releases = []
    for number in range(4):
        odd = SOMETIMES if number % 2 else gone(SOMETIMES)
        site = [*small_site(2), item(4), odd, identity(short_name=f"第{number}版人大")]
        releases.append(publisher.publish(*site, as_of="2026-11-22").release)
    made = Served(publisher, releases)
    made.switch(releases[0])
    return made


def answers(served: Served, pages: list[str]) -> dict[str, dict]:
    return {
        release: {
            (path, coding): served.right(release, path, coding) for path in pages for coding in SUFFIXES
        }
        for release in served.releases
    }


@pytest.fixture
def base(served, config, nginx) -> str:
    assert has_brotli()
    return nginx(config(root=served.publisher.paths.root, listen=("127.0.0.1:{port}",), **FREE))


def test_no_answer_is_mixed_or_fails_while_releases_change(served, base):
    pages = ["/", "/news/", item(1).path, item(4).path, SOMETIMES.path]
    known = answers(served, [*pages, "/sitemap.html", "/atom.xml", "/404.html"])
    assert (
        len({known[release]["/", "identity"][1] for release in served.releases}) == 4
    )  # each bears its mark
    load(served, base, known, REQUESTS, SWITCHES)


def test_a_page_that_comes_and_goes_is_always_itself_or_its_note(served, base):
    """Ten times as many switches for one page: it is looked for in several places, one after the other."""
    load(served, base, answers(served, [SOMETIMES.path]), REQUESTS // 4, SWITCHES * 3)


def test_the_styles_of_a_page_read_before_a_switch_are_still_there_after_it(tmp_path, config, nginx):
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    publisher = Publisher(tmp_path / "styled", theme)
    publisher.publish(*small_site())
    base = nginx(config(root=publisher.paths.root, listen=("127.0.0.1:{port}",)))
    styles = re.findall(r'href="(/theme/[^"]+\.css)"', ask(base, "/")[1].decode())
    before = [ask(base, one)[1] for one in styles]
    for file in Path(theme).rglob("*.css"):
        file.write_text(file.read_text("utf-8") + "\nbody { margin: 3px }\n", "utf-8")
    publisher.setup = changed(publisher.setup, theme=load_theme(theme))
    publisher.publish(item(9))
    assert styles
    assert not set(styles) & set(re.findall(r'href="(/theme/[^"]+\.css)"', ask(base, "/")[1].decode()))
    assert [(ask(base, one)[0].status, ask(base, one)[1]) for one in styles] == [(200, one) for one in before]
