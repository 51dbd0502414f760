"""Internal links and anchors of a whole release: each must lead to something the release answers."""

from collections.abc import Iterator, Mapping

from ..paths import gone_note, release_file
from ..release.manifest import Manifest
from ..release.state import PageState
from .harden import split_link


def broken_links(
    manifest: Manifest, pages: Mapping[str, PageState], moved: set[str], of: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """(file, link) for each link that leads nowhere. `of` maps the files to look at to their public paths.

    A withdrawn page is not a broken link: it answers 410 and says why. A moved one redirects.
    """
    seen: dict[str, bool] = {}  # absolute links: menus and footers repeat on every page
    for file, path in of.items():
        for link in pages[file].links:
            good = seen.get(link)
            if good is None:
                good = _leads_somewhere(manifest, pages, moved, *split_link(link, path))
                if link.startswith("/"):
                    seen[link] = good
            if not good:
                yield file, link


def _leads_somewhere(
    manifest: Manifest, pages: Mapping[str, PageState], moved: set[str], target: str, anchor: str
) -> bool:
    if target in moved or release_file(gone_note(target)) in manifest.files:
        return True
    file = release_file(target)
    if file not in manifest.files:
        return False
    return not anchor or file not in pages or anchor in pages[file].anchors
