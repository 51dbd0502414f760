"""Compare what lies on disk with the truth, and have put right what differs."""

import os
import stat
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from ..release.layout import Astray, linked_release
from .examine import Fault, Print, examine, folder_fault, print_of
from .mend import Mender
from .places import above, inside, is_there
from .truth import Truth, join, split

Seen = Callable[[str, str, str], None]  # the folder's path, home, folder


def _nothing() -> None:
    pass


class Checker:
    """`homes` says in which release's folder each folder of the current release lies; `prints` which files are known.

    `seen` is called for every folder that is looked into, `pace` now and then during long looks.
    """

    def __init__(self, mender: Mender, seen: Seen, pace: Callable[[], None] = _nothing) -> None:
        self.mender, self.seen, self.pace = mender, seen, pace
        self.releases = mender.releases
        self.homes: dict[str, str] = {}
        self.prints: dict[str, dict[str, Print]] = {}
        self._shared: list[tuple[str, str, str, os.stat_result]] = []

    def forget(self) -> None:
        """The next look reads every file again."""
        self.prints.clear()

    # --- looking -------------------------------------------------------------------------------------------
    def whole(self, truth: Truth) -> None:
        """Every folder and file of the release being served; only files whose print changed are read."""
        self._shared.clear()
        self.subfolder(truth, truth.release, "", time.monotonic(), deep=True)
        self._names_outside(truth)

    def fresh(self, truth: Truth) -> None:
        """After a switch: folders that are as they were in the release before are not looked into again."""
        self._walk(truth, truth.release, "", fresh=True)
        for folder in self.homes.keys() - truth.files.keys() - truth.folders.keys():
            del self.homes[folder]

    def entry(self, truth: Truth, home: str, folder: str, name: str, since: float, new: bool = False) -> None:
        """One name in a folder of which there was news; `new`: something was made or moved there."""
        if self.homes.get(folder) != home:
            return
        if not name:
            self.subfolder(truth, home, folder, since)
        elif truth.piece(folder, name):
            self._file(truth, home, folder, name, since)
        elif name in truth.subfolders(folder):
            self.subfolder(truth, home, join(folder, name), since, new)
        elif self._exists(home, folder, name):
            self.mender.remove(truth, home, folder, name, since)

    def subfolder(self, truth: Truth, home: str, folder: str, since: float, deep: bool = False) -> None:
        """A folder of the release: is it one, is it where it was, may others write into it?"""
        fault, lies = self._where(truth, home, folder)
        if fault and lies:
            if not self.mender.relink(truth, home, folder, lies, fault, since):
                return
        elif fault:
            lies = home
            mend = self.mender.set_mode if fault.kind == "mode" else self.mender.rebuild
            if not mend(truth, home, folder, fault, since):
                self._of_older(truth, home, folder, since)
                return
            deep = True
        if deep or self.homes.get(folder) != lies:
            self._walk(truth, lies, folder)

    def links_into(self, truth: Truth, release: str, since: float) -> None:
        """Something became of another release: look at the links through which this one shows its folders."""
        for folder, lies in list(self.homes.items()):
            at = self.homes.get(split(folder)[0], release)
            if lies == release != at:
                self.subfolder(truth, at, folder, since)

    def _of_older(self, truth: Truth, home: str, folder: str, since: float) -> None:
        """A folder of an older release went with the one above it, which nobody need watch: its link is looked at."""
        at, parent, _ = above(home, folder)
        if home != truth.release and not is_there(self.releases, at, parent):
            self.links_into(truth, home, since)

    def _where(self, truth: Truth, home: str, folder: str) -> tuple[Fault | None, str]:
        """(fault, release it lies in); a fault with a release means that only a link is wrong."""
        at, parent, name = above(home, folder)
        try:
            with inside(self.releases, at, parent) as here:
                status = os.lstat(f"{here}/{name}")
                text = os.readlink(f"{here}/{name}") if stat.S_ISLNK(status.st_mode) else ""
        except OSError:
            return Fault("folder", {}), ""
        if stat.S_ISLNK(status.st_mode):
            return self._linked(home, folder, text)
        if not stat.S_ISDIR(status.st_mode):
            return Fault("folder", {"mode": stat.filemode(status.st_mode)}), ""
        fault = folder_fault(status, self.mender.uid)
        return fault, "" if fault else home

    def _linked(self, home: str, folder: str, text: str) -> tuple[Fault | None, str]:
        known, lies = self.homes.get(folder, ""), ""
        with suppress(Astray):
            lies = linked_release(folder, text) if folder else ""
        if lies and not is_there(self.releases, lies, folder):
            lies = ""
        fault = Fault("symlink", {"target": text})
        if known and known not in (home, lies):
            return fault, known if is_there(self.releases, known, folder) else ""
        return (None, lies) if lies else (fault, "")

    # --- walking -------------------------------------------------------------------------------------------
    def _walk(self, truth: Truth, home: str, folder: str, fresh: bool = False) -> None:
        pending = [(home, folder)]
        while pending:
            lies, at = pending.pop()
            self.homes[at] = lies
            self._files(truth, lies, at)
            for name in sorted(truth.subfolders(at)):
                inner = join(at, name)
                before = self.homes.get(inner)
                if fresh:
                    self.homes.pop(inner, None)
                fault, found = self._where(truth, lies, inner)
                if not fault and found != lies and self._where(truth, found, inner)[0]:
                    self.subfolder(truth, found, inner, time.monotonic())
                elif fault:
                    self.subfolder(truth, lies, inner, time.monotonic())
                elif not (fresh and found == before and found != truth.release):
                    pending.append((found, inner))
                else:
                    self.homes[inner] = found
            self.pace()

    def _files(self, truth: Truth, home: str, folder: str) -> None:
        since = time.monotonic()
        try:
            with inside(self.releases, home, folder) as here:
                self.seen(here, home, folder)
                names = os.listdir(here)
                for name in list(truth.names(folder)):
                    self._look_at(truth, here, home, folder, name, since)
        except OSError:
            return  # it is gone again: the news of that come from the folder above
        for name in set(names).difference(truth.names(folder), truth.subfolders(folder)):
            self.mender.remove(truth, home, folder, name, since)

    def _file(self, truth: Truth, home: str, folder: str, name: str, since: float) -> None:
        with suppress(OSError), inside(self.releases, home, folder) as here:
            self._look_at(truth, here, home, folder, name, since)

    def _look_at(self, truth: Truth, here: str, home: str, folder: str, name: str, since: float) -> None:
        piece, path = truth.piece(folder, name), f"{here}/{name}"
        prints = self.prints.setdefault(f"{home}/{folder}", {})
        known = prints.get(name)
        if piece is None or (known and known == _print(path)):
            return
        fault, seen = examine(path, *piece, self.mender.uid)
        if fault:
            prints.pop(name, None)
            if not self.mender.restore(truth, home, folder, name, fault, since):
                return
            fault, seen = examine(path, *piece, self.mender.uid)
        elif (home, folder, name) in self.mender.failed:
            self.mender.recovered(truth, home, folder, name)
        if seen and not fault:
            prints[name] = seen
            status = os.lstat(path)
            if status.st_nlink > 1:
                self._shared.append((home, folder, name, status))

    def _exists(self, home: str, folder: str, name: str) -> bool:
        with suppress(OSError), inside(self.releases, home, folder) as here:
            return os.path.lexists(f"{here}/{name}")
        return False

    # --- names outside -------------------------------------------------------------------------------------
    def _names_outside(self, truth: Truth) -> None:
        """A file with a name outside the releases could be changed there without news from its own folder."""
        suspects, self._shared = self._shared, []
        if not suspects:
            return
        counts = self._count({status.st_ino for *_, status in suspects})
        for home, folder, name, status in suspects:
            same = False
            if status.st_nlink > counts[status.st_ino]:
                with suppress(OSError), inside(self.releases, home, folder) as here:
                    same = _print(f"{here}/{name}") == print_of(status)
                if same:
                    fault = Fault("hardlink", {"names": status.st_nlink, "known": counts[status.st_ino]})
                    self.mender.restore(truth, home, folder, name, fault, time.monotonic())
                self.prints.get(f"{home}/{folder}", {}).pop(name, None)

    def _count(self, inodes: set[int]) -> Counter[int]:
        counts: Counter[int] = Counter()
        pending = [self.releases]
        while pending:
            with os.scandir(pending.pop()) as found:
                for one in found:
                    if one.is_dir(follow_symlinks=False):
                        pending.append(one.path)
                    elif one.inode() in inodes:
                        counts[one.inode()] += 1
        return counts


def _print(path: str) -> Print:
    try:
        return print_of(os.lstat(path))
    except OSError:
        return 0
