"""When the store itself was damaged: make the copy anew from any good file, and say so."""

import gzip
import io
import os
import zlib
from contextlib import suppress

from ..release.layout import real_file
from ..targets.errors import ReleaseRefused
from ..targets.public_site import PublicSite
from .alarms import Alarm, Log
from .evidence import Evidence
from .examine import CHUNK, digest_of
from .truth import Truth, join


class Healer:
    def __init__(self, site: PublicSite, evidence: Evidence, log: Log) -> None:
        self.site, self.evidence, self.log = site, evidence, log

    def check(self, truth: Truth, digest: str, size: int | None = None) -> bool:
        """Look at one copy in the store; a damaged one is put aside and made anew where that is possible."""
        path = str(self.site.store.path(digest))
        if not os.path.lexists(path) and size is None:
            return True  # left with an old release
        return self._is_good(path, digest) or self._make_anew(truth, digest)

    def heal(self, truth: Truth, digest: str) -> bool:
        """Whether the store has a good copy now."""
        return self._is_good(str(self.site.store.path(digest)), digest) or self._make_anew(truth, digest)

    def _is_good(self, path: str, digest: str) -> bool:
        return not os.path.islink(path) and digest_of(path)[0] == digest

    def _make_anew(self, truth: Truth, digest: str) -> bool:
        path = self.site.store.path(digest)
        kept = ""
        if os.path.lexists(path):
            with suppress(OSError):
                kept = self.evidence.take(str(path))
        places = list(truth.places_of(digest))
        done = any(self._from_served(truth, folder, name, digest) for folder, name in places)
        done = done or any(self._from_packed(truth, folder, name, digest) for folder, name in places)
        if places:
            action = "restored" if done else "failed"
            file = join(*places[0])
            self.log.say(
                Alarm("store", file, truth.release, action, expected={"sha256": digest}, evidence=kept)
            )
        return done

    def _from_served(self, truth: Truth, folder: str, name: str, digest: str) -> bool:
        found = real_file(self.site.paths.releases / truth.release, join(folder, name))
        if found is None:
            return False
        with open(found, "rb") as stream:
            return self._take(truth, folder, name, stream.read())

    def _from_packed(self, truth: Truth, folder: str, name: str, digest: str) -> bool:
        """The readable form is what comes out of the gzip copy, wherever a good one lies."""
        packed = truth.piece(folder, f"{name}.gz")
        if packed is None:
            return False
        served = real_file(self.site.paths.releases / truth.release, join(folder, f"{name}.gz"))
        for source in (self.site.store.path(packed[0]), served):
            with suppress(OSError, EOFError, zlib.error):
                size = (truth.piece(folder, name) or ("", 0))[1]
                with open(source or "", "rb") as stream, gzip.GzipFile(fileobj=stream) as unpacked:
                    if self._take(truth, folder, name, unpacked.read(size + CHUNK)):
                        return True
        return False

    def _take(self, truth: Truth, folder: str, name: str, data: bytes) -> bool:
        digest, size = truth.piece(folder, name) or ("", 0)
        try:
            self.site.store.take(digest, size, io.BytesIO(data))
            self.site.store.settle()
        except (ReleaseRefused, OSError):
            return False
        return True
