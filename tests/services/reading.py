"""What every screen is asked in a browser: does axe find anything, does it fit, and a picture of it for people."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

OURS = ".ed"  # the part of an admin page that is ours; Wagtail's frame around it is Wagtail's


def axe_faults(page: Any, context: str = OURS) -> list[str]:
    """One line for each rule that is broken inside `context`."""
    found = Axe().run(page, context=context).response["violations"]
    return [f"{v['id']}: {[n['html'][:120] for n in v['nodes']]}" for v in found]


def fits(page: Any) -> bool:
    """Nobody has to scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def keep_screen(page: Any, name: str) -> None:
    """The same as it stands on the screen, for the manual."""
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png")


def keep_picture(page: Any, name: str) -> None:
    """With PICTURES=folder the screens are kept for people to look at."""
    folder = os.environ.get("PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        size = page.viewport_size
        page.set_viewport_size({**size, "height": 2200})  # the admin scrolls inside its frame
        page.screenshot(path=f"{folder}/{name}.png")
        page.set_viewport_size(size)
