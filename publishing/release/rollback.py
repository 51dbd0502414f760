"""Show the content of an older release again: as a new signed one, so that hosts that refuse to go back accept it."""

from ..paths import SitePaths
from .activate import clear, switch
from .chain import next_link
from .draft import Draft
from .layout import Astray
from .manifest import Manifest
from .signing import Signer


def roll_back(paths: SitePaths, name: str, signer: Signer | None) -> Manifest:
    """Make and serve a release with the files of `name`. The caller holds the publisher lock.

    Only the root folder is made anew; every folder below is a link, so it takes the same time at any size. Raises
    OSError, Astray or ManifestError when `name` is not there or damaged; readers keep what they have.
    """
    base = Manifest.read(paths.releases / name)
    link = next_link(paths)
    manifest = base.changed({}, number=link.number, previous=link.previous, restores=name)
    if signer:
        manifest.sign(signer)
    draft = Draft(paths, name).start()
    try:
        draft.seal(manifest, base)
    except (OSError, Astray):
        clear(paths)
        raise
    switch(paths, manifest.release)
    return manifest
