"""Take a release onto a public host. Everything is verified before anything is served.

signature → number and chain → every byte against the signed manifest, into the store → a folder made of copies from the
store → remembered → one rename. A crash or a full disk anywhere leaves the old release served, and what had arrived is
not fetched again.
"""

import logging
import time
from dataclasses import dataclass, replace

from ..release.activate import switch
from ..release.entry import sha256
from ..release.layout import Astray
from ..release.manifest import Manifest, ManifestError
from .chain import check_place, check_signature
from .clean import clean_up
from .errors import ReleaseRefused, no_space
from .files import Changes, changes, check_names, put
from .laying import lay
from .public_site import PublicSite
from .receive import receive
from .shelf import shelved
from .source import Source
from .store import Damaged

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Accepted:
    """`files` and `bytes` count what was new to this host; `already` = it was served before this call."""

    release: str
    number: int
    files: int = 0
    bytes: int = 0
    seconds: float = 0
    already: bool = False


def accept(site: PublicSite, source: Source, *, older: bool = False, thorough: bool = False) -> Accepted:
    """Serve the release the source offers. Raises ReleaseRefused; then nothing that is served has changed.

    `older` lets a smaller number pass, once: for a publisher that was put back from a backup. `thorough` looks for the
    copy of every file, not only of those that changed, and so mends the store.
    """
    started = time.monotonic()
    with site.lock():
        try:
            accepted = _accept(site, source, older, thorough)
        except Damaged as error:
            raise ReleaseRefused(
                "store", f"本机保存的副本 {error.digest[:12]}… 已损坏，已删去。", "请导入一个完整包。"
            ) from error
        except ManifestError as error:
            raise ReleaseRefused("manifest", f"清单和签名对不上：{error}", "请重新传一次。") from error
        except OSError as error:
            if no_space(error):
                raise ReleaseRefused(
                    "no_space", "磁盘已满，仍提供原来的版本。", "请清理磁盘后再导入。"
                ) from error
            raise
        finally:
            site.store.clean()
    return replace(accepted, seconds=round(time.monotonic() - started, 3))


def _accept(site: PublicSite, source: Source, older: bool, thorough: bool) -> Accepted:
    seals = source.seals()
    head, ring = check_signature(seals, site.trusted())
    digest = sha256(seals.head)
    before, memory = _before(site), site.memory()
    already = before is not None and before.hash == digest
    if already and not thorough:
        return Accepted(head.release, head.number, already=True)
    if not already and not older:
        check_place(head, digest, before, (memory.number, memory.manifest))
    manifest = source.manifest(site.known)
    if manifest.hash != digest:
        raise ReleaseRefused("manifest", "文件清单和签过名的清单头对不上。", "请重新传一次。")
    manifest.signature, manifest.keys = seals.signature, seals.keys
    before, changed = _difference(manifest, before)
    check_names(changed)
    wanted = manifest.items() if thorough or before is None else put(changed).items()
    fetched = receive(site.store, source, wanted)
    if not already:
        lay(site, manifest, before, changed)
        for name, data in shelved(manifest, before):
            site.shelve(name, data)
        site.remember_keys(ring)
        site.remember(replace(memory, number=manifest.number, manifest=manifest.hash))
        switch(site.paths, manifest.release)
        _clean_up(site, manifest, len(fetched))
    total = sum(one.size for one in fetched.values())
    return Accepted(manifest.release, manifest.number, len(fetched), total, already=already)


def _before(site: PublicSite) -> Manifest | None:
    """What is served now. A damaged manifest counts as none: the new release is then laid out from the store."""
    try:
        return site.current_manifest()
    except (OSError, ManifestError) as error:
        logger.warning("The manifest of the release being served cannot be read: %s", error)
        return None


def _difference(manifest: Manifest, before: Manifest | None) -> tuple[Manifest | None, Changes]:
    if before is not None:
        try:
            for number in before.roots:
                if before.roots[number] != manifest.roots.get(number):
                    before.bucket(number)
        except (OSError, ManifestError) as error:
            logger.warning("The manifest of the release being served is damaged: %s", error)
            before = None
    return before, changes(manifest, before)


def _clean_up(site: PublicSite, manifest: Manifest, fetched: int) -> None:
    """The release is served by now: what goes wrong here is made good by the next one."""
    try:
        clean_up(site, manifest, fetched)
    except (OSError, ManifestError, ReleaseRefused, Astray):
        logger.exception("Old releases could not be removed")
