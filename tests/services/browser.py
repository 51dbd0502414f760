"""Chromium for the tests: one per worker, a fresh profile per page, every console error kept as a finding."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 768, "height": 1024}
DESKTOP = {"width": 1440, "height": 900}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

# Violations of the content security policy are told apart from other console errors by this prefix.
WATCH_CSP = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error("CSP: " + event.violatedDirective + " refused " + (event.blockedURI || "inline"));
});
"""


def executable() -> str | None:
    """The system's Chromium; None lets Playwright use the one it installed itself."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


PATIENCE = (
    60_000  # milliseconds until a state is given up on: for a machine with much else to do, not a promise
)
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def page_problems() -> Iterator[list[str]]:
    """Console errors, script errors and CSP violations of all pages; a test that expects one clears the list."""
    found: list[str] = []
    yield found
    assert not found, "the browser reported:\n" + "\n".join(found)


@pytest.fixture
def new_page(browser: Browser, page_problems: list[str]) -> Iterator[Callable[..., Page]]:
    """`new_page(viewport=PHONE, java_script_enabled=False, …)`: another person, another profile."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> Page:
        options = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": DESKTOP, **options}
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(WATCH_CSP)
        page = context.new_page()
        _watch(page, page_problems)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One desktop page."""
    return new_page()


def _watch(page: Page, found: list[str]) -> None:
    visited: set[str] = set()

    def on_request(request: Request) -> None:
        if request.is_navigation_request():
            visited.add(request.url)

    def on_console(message: ConsoleMessage) -> None:
        # an error page is announced by the browser itself; whether it is right is the test's question
        address = message.location["url"]
        asked_for = address in visited or address.endswith("/favicon.ico")
        own_status = "Failed to load resource" in message.text and asked_for
        if message.type == "error" and not own_status:
            found.append(f"{page.url}: {message.text} ({address})")

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
