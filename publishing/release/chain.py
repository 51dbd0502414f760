"""The chain of releases: which number the next one gets and which one it follows."""

import os
from dataclasses import dataclass

from ..paths import SitePaths
from .activate import current_release
from .entry import sha256
from .layout import MANIFEST
from .manifest import Head, ManifestError


@dataclass(frozen=True)
class Link:
    """`previous` is the hash of the head that is served now, "" when there is none or it cannot be read."""

    number: int
    previous: str = ""


def next_link(paths: SitePaths) -> Link:
    """Numbers rise for ever, even when the state was lost, a run was killed or an old release is shown again."""
    names = [name for name in os.listdir(paths.releases) if name.startswith("r") and "-" in name]
    number = 1 + max((number_of(name) for name in names), default=0)
    try:
        data = (paths.releases / current_release(paths) / MANIFEST).read_bytes()
        served = Head.read(data)
    except (OSError, ManifestError):
        return Link(number)
    return Link(max(number, served.number + 1), sha256(data))


def number_of(name: str) -> int:
    """The number in the name of a release, 0 for any other name."""
    digits = name[1:].partition("-")[0]
    return int(digits) if digits.isdigit() else 0
