"""A publisher with one release, and an empty host that trusts it."""

import pytest

from publishing.targets.accept import accept
from publishing.targets.source import FolderSource

from .press import LONG, Press

FIRST = {
    "index.html": LONG,
    "news/a.html": LONG + "a",
    "news/b.html": LONG + "b",
    "media/2026/x.jpg": "picture",
    "english/index.html": "small",
}


@pytest.fixture
def press(tmp_path) -> Press:
    made = Press(tmp_path / "publisher")
    made.release(FIRST)
    return made


@pytest.fixture
def host(press, tmp_path):
    return press.host(tmp_path / "host")


def deliver(host, press, place: int = -1, **options):
    """Straight from the publisher's folder."""
    return accept(host, FolderSource(press.folder_of(place)), **options)
