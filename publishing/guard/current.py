"""Which release must be served: the newest one this host accepted, never an unsigned or an older one."""

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from ..release.activate import finished_releases, switch
from ..release.layout import MANIFEST
from ..release.manifest import Manifest, ManifestError
from ..release.signing import SignatureFault, check_head
from ..targets.errors import ReleaseRefused
from ..targets.public_site import Memory, PublicSite
from ..targets.shelf import shelved
from ..targets.store import replace_file
from .alarms import Alarm, Log
from .truth import Truth

GRACE = 2.0  # seconds between the note that a release was accepted and the switch to it


@dataclass(frozen=True)
class Known:
    """The newest release the guard itself has seen and believed."""

    number: int = 0
    manifest: str = ""


class Current:
    """Keeps `current` and the note of what was accepted true. `note` is the guard's own memory, outside the site."""

    def __init__(self, site: PublicSite, note: Path, log: Log) -> None:
        self.site, self.note, self.log = site, note, log
        self.known = self._load()
        self._behind_since = 0.0
        self._said = ""

    def forget(self) -> None:
        """Believe what the host accepted, even an older release: for a publisher put back from a backup."""
        self.known = Known()
        self.note.unlink(missing_ok=True)

    def look(self, truth: Truth | None) -> Truth | None:
        """The truth of this moment; a new one after a legitimate switch. Puts `current` right."""
        since = time.monotonic()
        memory = self._memory(truth)
        if truth is None or memory.manifest != truth.hash:
            truth = self._accepted(memory, truth)
        if truth is None:
            return None
        pointed = self._pointed()
        if pointed == f"releases/{truth.release}":
            self._behind_since, self._said = 0.0, ""
            return truth
        if self._may_wait(truth, pointed, since):
            return truth
        self._put_right(truth, pointed, since)
        return truth

    # --- what was accepted ---------------------------------------------------------------------------------
    def _memory(self, truth: Truth | None) -> Memory:
        try:
            memory = self.site.memory()
        except (ReleaseRefused, OSError):
            memory = Memory()
        if self.known.number and (
            memory.number < self.known.number
            or (memory.number == self.known.number and memory.manifest != self.known.manifest)
        ):
            return self._write_back(memory, "older" if memory.manifest else "memory")
        return memory

    def _write_back(self, memory: Memory, kind: str) -> Memory:
        right = Memory(self.known.number, self.known.manifest, memory.unswept)
        found = {"number": memory.number, "manifest": memory.manifest}
        self.log.say(
            Alarm(kind, "accepted.json", action="restored", found=found, expected=asdict(self.known))
        )
        self.site.remember(right)
        return right

    def _accepted(self, memory: Memory, truth: Truth | None) -> Truth | None:
        """The truth of the release that was accepted last; the one before when that one cannot be believed."""
        manifest, reason = self._find(memory)
        if manifest is None:
            if truth is None and not reason:
                self._say_once(Alarm("empty"))
                return None
            self._say_once(Alarm("unsigned", "accepted.json", found=asdict(memory), reason=reason))
            if truth is not None and self.known.manifest == truth.hash:
                self._write_back(memory, "memory")
            return truth
        made = self._read(manifest, truth)
        if made is None:
            return None
        self.known = Known(made.number, made.hash)
        replace_file(self.note, json.dumps(asdict(self.known)).encode())
        self.log.say(Alarm("release", release=made.release, found={"files": len(manifest)}))
        return made

    def _read(self, manifest: Manifest, truth: Truth | None) -> Truth | None:
        """What can be read faster first; the lists on the shelf may be damaged."""
        reason = ""
        for former, find in ((truth, lambda _: manifest), (None, lambda _: manifest), (None, self._own_copy)):
            try:
                return Truth(find(manifest), former)
            except (OSError, ValueError) as error:
                reason = str(error)
        self._say_once(Alarm("manifest", "manifests", manifest.release, "failed", reason=reason))
        return None

    def _find(self, memory: Memory) -> tuple[Manifest | None, str]:
        """The signed manifest with this hash, from the shelf or from a release folder; and why there is none."""
        reason = ""
        for release in sorted({*self._shelved_names(), *self._names()}, reverse=True):
            for read in (self.site.manifest_of, lambda name: Manifest.read(self.site.paths.releases / name)):
                try:
                    manifest = read(release)
                except (OSError, ValueError) as error:
                    reason = reason or str(error)
                    continue
                if manifest.hash != memory.manifest or manifest.release != release:
                    continue
                try:
                    self._check(manifest)
                    return manifest, ""
                except (ReleaseRefused, SignatureFault) as refused:
                    reason = str(refused)
        return None, reason if memory.manifest else ""

    def _check(self, manifest: Manifest) -> None:
        """Raises SignatureFault, ReleaseRefused."""
        trusted = self.site.trusted()
        check_head(manifest.head_bytes, manifest.number, manifest.signature, trusted, manifest.keys)

    def _names(self) -> list[str]:
        try:
            return finished_releases(self.site.paths)
        except OSError:
            return []

    def _shelved_names(self) -> list[str]:
        try:
            return os.listdir(self.site.shelf / "releases")
        except OSError:
            return []

    def _own_copy(self, manifest: Manifest) -> Manifest:
        """The manifest as it lies in the release itself, for when a list on the shelf was damaged."""
        found = Manifest.read(self.site.paths.releases / manifest.release)
        if found.hash != manifest.hash:
            raise ManifestError(f"{MANIFEST} 与签过名的不同。")
        return found

    # --- the link ------------------------------------------------------------------------------------------
    def _pointed(self) -> str:
        try:
            return os.readlink(self.site.paths.current)
        except OSError:
            return ""

    def _may_wait(self, truth: Truth, pointed: str, now: float) -> bool:
        """An acceptance notes the release first and switches then; the one before may be served for a moment."""
        before = truth.manifest.head.previous
        name = pointed.removeprefix("releases/")
        if not before or name not in self._shelved_names():
            return False
        try:
            if self.site.manifest_of(name).number >= truth.number:
                return False
        except (OSError, ValueError):
            return False
        self._behind_since = self._behind_since or now
        return now - self._behind_since < GRACE and self._noted_lately()

    def _noted_lately(self) -> bool:
        try:
            return time.time() - os.stat(self.site.root / "accepted.json").st_mtime < GRACE
        except OSError:
            return False

    def _put_right(self, truth: Truth, pointed: str, since: float) -> None:
        kind = self._kind(truth, pointed)
        try:
            if os.path.isdir(self.site.paths.current) and not os.path.islink(self.site.paths.current):
                os.rename(self.site.paths.current, self.site.root / f".current.{time.time_ns()}")
            switch(self.site.paths, truth.release)
        except OSError as error:
            self._say_once(Alarm("failed", "current", truth.release, "failed", reason=str(error)))
            return
        seconds = round(time.monotonic() - since, 4)
        found = {"target": pointed}
        self.log.say(Alarm(kind, "current", truth.release, "restored", seconds, found))
        self._behind_since, self._said = 0.0, ""

    def _kind(self, truth: Truth, pointed: str) -> str:
        folder = self.site.root / pointed
        if not pointed.startswith("releases/") or not (folder / MANIFEST).is_file():
            return "current"
        try:
            manifest = Manifest.read(folder)
            self._check(manifest)
        except (OSError, ValueError, ReleaseRefused, SignatureFault):
            return "unsigned"
        return "older" if manifest.number < truth.number else "current"

    # --- the shelf -----------------------------------------------------------------------------------------
    def check_shelf(self, truth: Truth) -> None:
        """The host's own copy of the manifest, read whole; made anew from the release when it was damaged."""
        try:
            manifest = self.site.manifest_of(truth.release)
            if manifest.hash != truth.hash or sum(1 for _ in manifest.items()) != len(manifest):
                raise ManifestError("不是这个版本的清单。")
            return
        except (OSError, ValueError) as error:
            reason = str(error)
        try:
            for name, data in shelved(self._own_copy(truth.manifest), None):
                self.site.shelve(name, data)
            action = "restored"
        except (OSError, ValueError) as error:
            action, reason = "failed", f"{reason} {error}"
        self.log.say(Alarm("manifest", "manifests", truth.release, action, reason=reason))

    def _say_once(self, alarm: Alarm) -> None:
        told = f"{alarm.kind}{alarm.reason}"
        if told != self._said:
            self._said = told
            self.log.say(alarm)

    def _load(self) -> Known:
        try:
            return Known(**json.loads(self.note.read_bytes()))
        except (OSError, ValueError, TypeError):
            return Known()
