"""Where the publisher keeps its things under `VAR_DIR/site`. No Django: also used on machines without the CMS."""

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
