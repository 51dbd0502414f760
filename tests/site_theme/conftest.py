"""One set of rendered pages, one server and one axe for the whole session."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from publishing.serving.headers import SECURITY
from tests.services.film import KEY

from .harness import write_site

MODULES = Path(__file__).resolve().parents[2] / "node_modules"
POLICY = SECURITY["Content-Security-Policy"]
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
CONTRAST_ONLY = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced", "color-contrast"]}}


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves with the product's strict policy, so that a page that breaks it fails here."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@dataclass
class RenderedSite:
    folder: Path
    address: str
    pages: dict[str, str]

    def url(self, name: str) -> str:
        return self.address + self.pages[name]

    def text(self, name: str) -> str:
        return (self.folder / self.pages[name][1:]).read_text("utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, film: Path) -> Iterator[RenderedSite]:
    folder = tmp_path_factory.mktemp("theme")
    pages = write_site(folder)
    (folder / "media/videos").mkdir(parents=True)
    (folder / "media/videos" / KEY).symlink_to(film)
    handler = functools.partial(_Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield RenderedSite(folder, f"http://127.0.0.1:{server.server_port}", pages)
    server.shutdown()
    server.server_close()


@dataclass
class Reader:
    """One browser page that goes through all the rendered pages; `problems` is what the console said meanwhile."""

    page: Page
    problems: list[str]

    def open(self, address: str, width: int = 1440) -> Page:
        self.problems.clear()
        self.page.goto("about:blank")  # a change of the fragment alone would not load the page anew
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme="light")
        self.page.goto(address)
        return self.page


def _reader(browser: Browser, **options: Any) -> Iterator[Reader]:
    context = browser.new_context(**options)
    reader = Reader(context.new_page(), [])
    reader.page.on("console", lambda message: reader.problems.append(message.text))
    reader.page.on("pageerror", lambda error: reader.problems.append(str(error)))
    yield reader
    context.close()


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Reader]:
    yield from _reader(browser)


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[Reader]:
    """A reader whose browser runs no scripts."""
    yield from _reader(browser, java_script_enabled=False)


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """`axe(page)`: what axe-core finds wrong on a page, one line each."""
    source = (MODULES / "axe-core/axe.min.js").read_text("utf-8")

    def check(page: Any, options: dict[str, Any] = AXE_OPTIONS) -> list[str]:
        page.evaluate("source => { if (!window.axe) (0, eval)(source) }", source)
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [
            f"{v['id']}: {n['target']} {n.get('failureSummary', '')[:300]}"
            for v in found
            for n in v["nodes"][:4]
        ]

    return check
