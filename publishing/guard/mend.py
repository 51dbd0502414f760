"""Put things back: always a new file by one rename, never a word written into an old one."""

import os
import shutil
import stat
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..release.layout import link_text
from ..release.manifest import ManifestError
from ..targets.errors import no_space
from ..targets.files import seal_bytes
from ..targets.public_site import PublicSite
from ..targets.store import Damaged
from .alarms import Alarm, Log
from .evidence import Evidence
from .examine import Fault
from .heal import Healer
from .places import above, inside, is_there
from .truth import Truth, join, split

FOLDER_MODE = 0o755
PATIENCE = 3  # attempts before a failure is said: whoever tampers may still be at it
KEEP = ("changed", "hardlink", "owner")  # faults whose content is evidence


@dataclass
class Failure:
    """How often it was tried, and which kind of alarm was given for it."""

    attempts: int = 0
    said: str = ""


class Lost(Exception):
    """There is no good copy anywhere."""


class Mender:
    """`failed` holds what could not be mended yet, by (home, folder, name), and is tried again and again."""

    def __init__(self, site: PublicSite, evidence: Evidence, log: Log, uid: int) -> None:
        self.site, self.evidence, self.log, self.uid = site, evidence, log, uid
        self.healer = Healer(site, evidence, log)
        self.releases = str(site.paths.releases)
        self.failed: dict[tuple[str, str, str], Failure] = {}
        self.workshop = site.root / ".guard"

    def tidy(self) -> None:
        """Remove what a killed guard left half made."""
        for folder in (self.workshop, self.site.store.folder / ".outgoing"):
            shutil.rmtree(folder, ignore_errors=True)
        self.workshop.mkdir(exist_ok=True)

    # --- files ---------------------------------------------------------------------------------------------
    def restore(self, truth: Truth, home: str, folder: str, name: str, fault: Fault, since: float) -> bool:
        """Put a file back and say so. False when it could not be done; then nothing false is served in its place."""
        digest, size = truth.piece(folder, name) or ("", 0)
        try:
            with inside(self.releases, home, folder) as here:
                kept = self.evidence.copy(f"{here}/{name}") if fault.kind in KEEP else ""
                problem = self._attempt(truth, here, folder, name)
        except OSError:
            return False  # the whole folder went, or is none; the look into the one above finds that
        expected, seconds = {"sha256": digest, "size": size}, _passed(since)
        file = join(folder, name)
        alarm = Alarm(fault.kind, file, truth.release, "restored", seconds, fault.found, expected, kept)
        return self._conclude((home, folder, name), alarm, problem)

    def remove(self, truth: Truth, home: str, folder: str, name: str, since: float) -> bool:
        """Move away what does not belong to the release, and say so."""
        found: dict[str, object] = {}
        kept, problem = "", None
        try:
            with inside(self.releases, home, folder) as here:
                found = _facts(f"{here}/{name}")
                kept = self.evidence.take(f"{here}/{name}")
        except FileNotFoundError:
            return True
        except OSError as error:
            problem = error
        alarm = Alarm("extra", join(folder, name), truth.release, "removed", _passed(since), found, {}, kept)
        return self._conclude((home, folder, name), alarm, problem)

    def _attempt(self, truth: Truth, here: str, folder: str, name: str) -> Exception | None:
        for _ in range(2):
            try:
                self._put(truth, here, folder, name)
                return None
            except (Damaged, FileNotFoundError) as error:
                last: Exception = error
                if not self.healer.heal(truth, (truth.piece(folder, name) or ("", 0))[0]):
                    _withdraw(f"{here}/{name}")
                    return Lost(str(error))
            except (OSError, ManifestError, KeyError) as error:
                _withdraw(f"{here}/{name}")
                if not isinstance(error, OSError) or not no_space(error):
                    return error
                self.evidence.clear()
                last = error
        return last

    def _put(self, truth: Truth, here: str, folder: str, name: str) -> None:
        made = self.workshop / "file"
        made.unlink(missing_ok=True)
        self._write(truth, folder, name, made)
        target = f"{here}/{name}"
        if os.path.isdir(target) and not os.path.islink(target):
            self.evidence.take(target)
        os.replace(made, target)

    def _write(self, truth: Truth, folder: str, name: str, target: Path) -> None:
        """A new file with the right content. Raises Damaged, FileNotFoundError, OSError, ManifestError."""
        if truth.is_seal(join(folder, name)):
            target.write_bytes(seal_bytes(truth.manifest, join(folder, name)) or b"")
        else:
            self.site.store.give(*(truth.piece(folder, name) or ("", 0)), target)
        target.chmod(0o444)

    # --- folders -------------------------------------------------------------------------------------------
    def rebuild(self, truth: Truth, home: str, folder: str, fault: Fault, since: float) -> bool:
        """Make a folder with all below it anew from the store, and put it in place by one rename."""
        kept, problem = "", None
        at, parent, name = above(home, folder)
        try:
            made = self._make(truth, folder)
            if not at:
                self._releases()
            if not is_there(self.releases, at, parent):
                return False  # a folder above is none: the look into that one finds it
            with inside(self.releases, at, parent) as here:
                if os.path.lexists(f"{here}/{name}"):
                    kept = self.evidence.take(f"{here}/{name}")
                os.rename(made, f"{here}/{name}")
        except (OSError, ManifestError) as error:
            problem = error
            if isinstance(error, OSError) and no_space(error):
                self.evidence.clear()
        finally:
            shutil.rmtree(self.workshop / "folder", ignore_errors=True)
        alarm = Alarm(fault.kind, folder, truth.release, "restored", _passed(since), fault.found, {}, kept)
        return self._conclude((home, *split(folder)), alarm, problem)

    def _make(self, truth: Truth, folder: str) -> Path:
        """What cannot be put in is left out; the look into the new folder finds and says it."""
        top = self.workshop / "folder"
        top.mkdir()
        for inner, name in truth.below(folder):
            target = top / inner[len(folder) :].lstrip("/") / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with suppress(Damaged, FileNotFoundError):
                self._write(truth, inner, name, target)
        for where, _, _ in os.walk(top):
            os.chmod(where, FOLDER_MODE)
        return top

    def _releases(self) -> None:
        if os.path.islink(self.releases) or not os.path.isdir(self.releases):
            if os.path.lexists(self.releases):
                self.evidence.take(self.releases)
            os.mkdir(self.releases)

    def set_mode(self, truth: Truth, home: str, folder: str, fault: Fault, since: float) -> bool:
        problem: Exception | None = None
        at, parent, name = above(home, folder)
        try:
            with inside(self.releases, at, parent) as here:
                os.chmod(f"{here}/{name}", FOLDER_MODE)
        except OSError as error:
            problem = error
        alarm = Alarm(fault.kind, folder, truth.release, "restored", _passed(since), fault.found)
        return self._conclude((home, *split(folder)), alarm, problem)

    def relink(self, truth: Truth, home: str, folder: str, lies: str, fault: Fault, since: float) -> bool:
        """Let the link at a folder lead again to the release in which the folder lies."""
        problem: Exception | None = None
        at, parent, name = above(home, folder)
        made = self.workshop / "link"
        try:
            made.unlink(missing_ok=True)
            os.symlink(link_text(folder, lies), made)
            with inside(self.releases, at, parent) as here:
                os.replace(made, f"{here}/{name}")
        except OSError as error:
            problem = error
        alarm = Alarm(fault.kind, folder, truth.release, "restored", _passed(since), fault.found)
        return self._conclude((home, *split(folder)), alarm, problem)

    # --- what is said --------------------------------------------------------------------------------------
    def _conclude(self, key: tuple[str, str, str], alarm: Alarm, problem: Exception | None) -> bool:
        if problem is None:
            former = self.failed.pop(key, None)
            self.log.say(replace(alarm, kind="restored") if former and former.said else alarm)
            return True
        full = isinstance(problem, OSError) and no_space(problem)
        kind = "disk_full" if full else "lost" if isinstance(problem, Lost) else "failed"
        failure = self.failed.setdefault(key, Failure())
        failure.attempts += 1
        if failure.said != kind and (kind != "failed" or failure.attempts >= PATIENCE):
            failure.said = kind
            found = {"kind": alarm.kind, **alarm.found}
            self.log.say(replace(alarm, kind=kind, action="failed", found=found, reason=str(problem)))
        return False

    def recovered(self, truth: Truth, home: str, folder: str, name: str) -> None:
        """Somebody else put right what the guard could not."""
        former = self.failed.pop((home, folder, name), None)
        if former and former.said:
            self.log.say(Alarm("restored", join(folder, name), truth.release))


def _withdraw(path: str) -> None:
    """Better no file than a false one."""
    with suppress(OSError):
        shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)


def _facts(path: str) -> dict[str, object]:
    status = os.lstat(path)
    found: dict[str, object] = {"mode": stat.filemode(status.st_mode), "size": status.st_size}
    if stat.S_ISLNK(status.st_mode):
        found["target"] = os.readlink(path)
    return found


def _passed(since: float) -> float:
    return round(time.monotonic() - since, 4)
