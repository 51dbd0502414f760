"""How manifests are kept outside a release folder: on a public host beside the store, in an S3 bucket beside the objects.

releases/<name>/…   head, signature, public keys and the list of bucket hashes
lists/<hash>        a bucket of the manifest, named by its Merkle hash, so that releases share what did not change
"""

from collections.abc import Callable, Iterator

from ..release.layout import KEYS, MANIFEST, SIGNATURE
from ..release.manifest import FOLDER, ROOTS, Manifest, bucket_text

Read = Callable[[str, int], bytes]  # name on the shelf, most bytes it may have; raises OSError

LISTS = "lists"
LIMITS = {MANIFEST: 64 * 1024, SIGNATURE: 4 * 1024, KEYS: 256 * 1024, ROOTS: 1024 * 1024}
BUCKET_LIMIT = 16 * 1024 * 1024


def head_place(release: str) -> str:
    return f"releases/{release}"


def open_manifest(read: Read, release: str) -> Manifest:
    """A manifest from a shelf. Its buckets are read when needed, and checked. Raises OSError, ManifestError."""

    def source(file: str) -> bytes:
        if file in LIMITS:
            return read(f"{head_place(release)}/{file.rpartition('/')[2]}", LIMITS[file])
        number = int(file.removeprefix(f"{FOLDER}/")[3:6], 16)
        return read(f"{LISTS}/{manifest.roots[number].hex()}", BUCKET_LIMIT)

    manifest = Manifest.open(source)
    return manifest


def shelved(manifest: Manifest, former: Manifest | None) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of what a shelf needs that already has `former`. The head comes last."""
    for number in sorted(manifest.roots):
        if not former or former.roots.get(number) != manifest.roots[number]:
            yield f"{LISTS}/{manifest.roots[number].hex()}", bucket_text(manifest.bucket(number))
    made = manifest.seals(manifest)
    for file in (ROOTS, KEYS, SIGNATURE, MANIFEST):
        if data := made.get(file):
            yield f"{head_place(manifest.release)}/{file.rpartition('/')[2]}", data


def lists_of(manifest: Manifest) -> set[str]:
    return {root.hex() for root in manifest.roots.values()}
