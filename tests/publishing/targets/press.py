"""A small publisher of plain files with real signatures, and a public host beside it."""

import hashlib
from pathlib import Path

from publishing.paths import SitePaths
from publishing.release.activate import switch
from publishing.release.draft import Draft
from publishing.release.layout import SEALS, walk
from publishing.release.manifest import FOLDER, Manifest
from publishing.release.signing import Signer, new_signer
from publishing.targets.public_site import PublicSite

LONG = "常务委员会会议决定。<p>" * 60  # long enough to be compressed


class Press:
    """Releases of plain files, one on top of the other, each signed."""

    def __init__(self, root: Path, signer: Signer | None = None) -> None:
        self.paths = SitePaths(root)
        self.paths.prepare()
        self.signer = signer or new_signer()
        self.made: list[Manifest] = []

    def release(self, changes: dict[str, str | None], *, full: bool = False, sign: bool = True) -> Path:
        """The folder of a release in which `changes` were written or, where None, removed."""
        former = self.made[-1] if self.made and not full else None
        draft = Draft(self.paths, former.release if former else None).start()
        for file, text in changes.items():
            if text is None:
                draft.remove(file)
            else:
                draft.write(file, text.encode())
        head = {"number": len(self.made) + 1, "sequence": len(self.made) * 10}
        if former:
            made = former.changed(draft.changes, **head)
        else:
            previous = self.made[-1].hash if self.made else ""
            made = Manifest.of(draft.entries, previous=previous, **head)
        if sign:
            made.sign(self.signer)
        folder = draft.seal(made, former)
        switch(self.paths, made.release)
        self.made.append(made)
        return folder

    @property
    def folder(self) -> Path:
        return self.folder_of(-1)

    def folder_of(self, place: int) -> Path:
        return self.paths.releases / self.made[place].release

    def key_file(self, path: Path) -> Path:
        path.write_bytes(self.signer.ring.to_bytes())
        return path

    def host(self, root: Path, **options) -> PublicSite:
        """An empty public host that trusts this publisher."""
        root.mkdir(parents=True, exist_ok=True)
        return PublicSite(root, self.key_file(root / "given.keys.json"), **options)


def served(folder: Path) -> dict[str, bytes]:
    """Every file of a release, seals and compressed copies included. Raises Astray for a link that leads elsewhere."""
    return {file: Path(place).read_bytes() for file, place in walk(folder)}


def content(folder: Path) -> dict[str, bytes]:
    """The same without what belongs to one release only."""
    return {
        file: data
        for file, data in served(folder).items()
        if file not in SEALS and not file.startswith(f"{FOLDER}/")
    }


def snapshot(site: PublicSite) -> dict[str, str]:
    """Everything readers of a host can get, and which release it is."""
    if not site.release:
        return {}
    files = {file: hashlib.sha256(data).hexdigest() for file, data in served(site.served_root).items()}
    return {"": site.release, **files}
