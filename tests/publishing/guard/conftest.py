"""A public host with three accepted releases, and a guard that watches it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from publishing.guard.alarms import Log
from publishing.guard.guard import Guard, Options
from publishing.targets.accept import accept
from publishing.targets.public_site import PublicSite
from publishing.targets.source import FolderSource
from tests.publishing.targets.press import LONG, Press

PAGES = 12


class Host:
    """The publisher, the public host, and what the guard said."""

    def __init__(self, folder: Path, pages: int = PAGES) -> None:
        self.press = Press(folder / "press")
        self.site: PublicSite = self.press.host(folder / "host")
        self.said: list[dict] = []
        self.publish(
            {f"news/2026/01{n % 9:02}/{n}/index.html": f"<p>第{n}条。{LONG}</p>" for n in range(pages)}
            | {"index.html": f"<h1>首页</h1>{LONG}", "theme/site.css": "b{}" * 100, "robots.txt": "all"}
        )
        self.publish(
            {"index.html": f"<h1>首页二</h1>{LONG}", "news/2026/0101/1/index.html": f"<p>改。{LONG}</p>"}
        )
        self.publish({"notices/index.html": f"<p>公告。{LONG}</p>", "media/a.bin": "\x00\x01" * 300})

    def publish(self, changes: dict[str, str | None]) -> None:
        accept(self.site, FolderSource(self.press.release(changes)))

    @property
    def current(self) -> Path:
        return self.site.root / "current"

    def guard(self, **options) -> Guard:
        log = Log(self.site.root / "guard.log", self.said.append)
        values = {"state": self.site.root / "guard", **options}
        return Guard(self.site, Options(**values), log)

    def kinds(self) -> list[str]:
        return [one["kind"] for one in self.said if one["level"] == "alarm"]


@pytest.fixture
def host(tmp_path) -> Host:
    return Host(tmp_path)


@pytest.fixture
def guarding(host) -> Iterator[Callable[..., Guard]]:
    """`guarding(period=…)` starts a guard beside the test; it is ended with it."""
    running: list[tuple[Guard, Thread]] = []

    def start(**options) -> Guard:
        guard = host.guard(**options)
        thread = Thread(target=guard.run, daemon=True)
        thread.start()
        running.append((guard, thread))
        until(lambda: guard.truth is not None and guard._next_look > 0, "the guard did not start")
        return guard

    yield start
    for guard, thread in running:
        guard.running = False
        thread.join(10)


def until(true: Callable[[], bool], otherwise: str, seconds: float = 20) -> float:
    """Wait; how long it took."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds, otherwise
        time.sleep(0.002)
    return time.monotonic() - begun
