"""Take every release that arrives: bundles in a folder, in their order, or what an S3 service says is current."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .accept import Accepted, accept
from .bundle import peek
from .bundle_source import BundleSource
from .errors import ReleaseRefused, TargetUnavailable
from .export import SUFFIX
from .public_site import PublicSite
from .source import Source

logger = logging.getLogger(__name__)
Stamp = tuple[int, int]  # size in bytes, time of change


@dataclass(frozen=True)
class Outcome:
    """What became of one thing that arrived; exactly one of the last two is set."""

    source: str
    accepted: Accepted | None = None
    refused: ReleaseRefused | None = None


class FolderWatch:
    """Bundles in a folder. Nothing in it is changed unless `remove` says that imported ones may go."""

    def __init__(self, site: PublicSite, folder: Path, *, remove: bool = False) -> None:
        self.site, self.folder, self.remove = site, folder, remove
        self._done: dict[str, Stamp] = {}  # accepted, refused or older than what is served
        self._growing: dict[str, Stamp] = {}

    def look(self) -> Iterator[Outcome]:
        """One round. Each refused bundle is told once, and again when its file changed. Raises OSError."""
        for path in sorted(self.folder.glob(f"*{SUFFIX}")):
            if path.name.startswith("."):
                continue
            status = path.stat()
            stamp = (status.st_size, status.st_mtime_ns)
            if self._done.get(path.name) != stamp:
                yield from self._take(path, stamp)

    def _take(self, path: Path, stamp: Stamp) -> Iterator[Outcome]:
        try:
            if peek(path).number > self.site.memory().number:
                with open(path, "rb") as stream:
                    yield Outcome(path.name, accepted=accept(self.site, BundleSource(stream)))
            if self.remove:
                path.unlink()
        except ReleaseRefused as refused:
            if refused.code == "truncated" and self._growing.get(path.name) != stamp:
                self._growing[path.name] = stamp  # still arriving; told when it has stopped growing
                return
            if refused.code != "no_space":  # room may be made: try again
                self._done[path.name] = stamp
            yield Outcome(path.name, refused=refused)
            return
        self._done[path.name] = stamp


class PlaceWatch:
    """A source that is asked again and again, each time anew."""

    def __init__(self, site: PublicSite, name: str, source: Callable[[], Source]) -> None:
        self.site, self.name, self._source = site, name, source
        self._told = ""

    def look(self) -> Iterator[Outcome]:
        """One round. The same refusal is told once."""
        try:
            accepted = accept(self.site, self._source())
        except ReleaseRefused as refused:
            if str(refused) != self._told:
                yield Outcome(self.name, refused=refused)
            self._told = str(refused)
        except TargetUnavailable as trouble:
            if str(trouble) != self._told:
                logger.warning("%s", trouble)
            self._told = str(trouble)
        else:
            self._told = ""
            if not accepted.already:
                yield Outcome(self.name, accepted=accepted)
