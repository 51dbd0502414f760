"""Where the publisher keeps its things under `VAR_DIR/site`. No Django: also used on machines without the CMS."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SitePaths:
    root: Path

    @property
    def snapshot(self) -> Path:
        return self.root / "snapshot.sqlite3"

    @property
    def state(self) -> Path:
        return self.root / "state.sqlite3"

    @property
    def made(self) -> Path:
        """What the run at work made so far."""
        return self.root / "made.sqlite3"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def current(self) -> Path:
        """The link readers are served from; switched by one rename."""
        return self.root / "current"

    @property
    def assets(self) -> Path:
        """Pictures and attachments, one file each, named by SHA-256."""
        return self.root / "assets"

    @property
    def lock(self) -> Path:
        return self.root / "publish.lock"

    @property
    def empty(self) -> Path:
        """Pelican insists on a content folder; ours is empty because content comes from the snapshot."""
        return self.root / "no-content"

    def prepare(self) -> None:
        for folder in (self.root, self.releases, self.assets, self.empty):
            folder.mkdir(parents=True, exist_ok=True)


def release_file(path: str) -> str:
    """The file that answers a public path: `/a/b/` is `a/b/index.html`."""
    relative = path.lstrip("/")
    return f"{relative}index.html" if not relative or relative.endswith("/") else relative


VIDEOS = (
    "/media/videos/"  # answered from the media zone: no release holds these files, and none is broken by them
)
LIVE = "/media/live/"  # the same for what is broadcast
ZONES = (VIDEOS, LIVE)
GONE = "/.gone"  # notes lie here; the server answers 410 with the one under the address asked for
MOVED = "/.moved"  # one note for each address that leads elsewhere
LONGEST_NAME = 250  # bytes in the name of a file
DEEPEST = 14  # slashes in the target of a redirect


def gone_note(path: str) -> str:
    """Public path to the path of its 410 note, also for files: `/a.pdf` has `/.gone/a.pdf/index.html`."""
    return f"{GONE}{path.rstrip('/')}/index.html"


def moved_note(path: str, target: str) -> str:
    """Public path to the path of its redirect note. The name of the file is the target, `+` for `/`.

    So nginx finds the target by itself (it lists the folder, which holds one file) and needs neither a service nor
    a reload when redirects change. A target too long or too deep for a name gets a page that leads on. `moved_target` reads it.
    """
    name = _without_plus(target).replace("/", "+")
    fits = (
        len(name.encode()) <= LONGEST_NAME and name.count("+") <= DEEPEST and name.startswith(("+", "http"))
    )
    return f"{MOVED}{path.rstrip('/')}/{name if fits else 'index.html'}"


def _without_plus(target: str) -> str:
    """The same address: in a query `+` is a blank, elsewhere it is itself."""
    rest, mark, fragment = target.partition("#")
    path, question, query = rest.partition("?")
    plus, blank = ("+", "%2B"), ("+", "%20")
    return path.replace(*plus) + question + query.replace(*blank) + mark + fragment.replace(*plus)


def moved_target(release: Path, path: str) -> str:
    """Where the redirect note of a public path leads; "" without one."""
    try:
        names = os.listdir(release / f"{MOVED}{path.rstrip('/')}".lstrip("/"))
    except OSError:
        return ""
    notes = [name for name in names if name.startswith(("+", "http"))]
    return notes[0].replace("+", "/") if notes else ""
