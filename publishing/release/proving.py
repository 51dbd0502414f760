"""Proof that one page belongs to a signed release: its line, the way up the hash tree, the signed head. Nothing else."""

import json
from pathlib import Path
from typing import Any

from ..paths import gone_note, release_file
from .entry import Entry, sha256
from .manifest import BUCKETS, Head, Manifest, ManifestError, bucket_lines, bucket_of
from .merkle import EMPTY, Step, climb, leaf, steps_to
from .signing import Keyring, SignatureFault, check_head

FORMAT = "spc-proof-1"
DEPTH = BUCKETS.bit_length() - 1


class ProofFault(Exception):
    """A page, or the proof of one, is not what was released. The message is for people."""


def make_proof(manifest: Manifest, path: str) -> dict[str, Any]:
    """Of a public path (`/news/1/`) or a file of the release; of the note when the page was withdrawn."""
    candidates = (path, release_file(path), gone_note(path).lstrip("/"))
    file = next((one for one in candidates if one in manifest), "")
    if not file:
        raise ProofFault(f"版本 {manifest.release} 里没有 {path}。")
    number = bucket_of(file)
    lines = bucket_lines(manifest.bucket(number))
    index = next(at for at, line in enumerate(lines) if Entry.read(line)[0] == file)
    roots = [manifest.roots.get(at, EMPTY) for at in range(BUCKETS)]
    return {
        "format": FORMAT,
        "head": manifest.head_bytes.decode(),
        "signature": manifest.signature.decode(),
        "keys": manifest.keys.decode(),
        "line": lines[index].decode(),
        "bucket": _as_json(steps_to([leaf(line) for line in lines], index)),
        "tree": _as_json(steps_to(roots, number)),
    }


def check_proof(
    proof: dict[str, Any], trusted: Keyring, page: bytes | None = None
) -> tuple[Head, str, Entry]:
    """(head, file, entry) when the proof holds, and `page`, if given, is that file. Raises ProofFault."""
    try:
        if proof["format"] != FORMAT:
            raise ProofFault("证明的格式不认识。")
        head_bytes, line = proof["head"].encode(), proof["line"].encode()
        head = Head.read(head_bytes)
        file, entry = Entry.read(line)
        bucket, tree = _steps(proof["bucket"]), _steps(proof["tree"])
        check_head(head_bytes, head.number, proof["signature"].encode(), trusted, proof["keys"].encode())
    except (SignatureFault, ManifestError) as fault:
        raise ProofFault(str(fault)) from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ProofFault("证明已损坏，读不出来。") from None
    # The way through the upper tree is given by the name of the file: no line can pose as another's.
    wanted = ["left" if bucket_of(file) >> level & 1 else "right" for level in range(DEPTH)]
    if [side for side, _ in tree] != wanted or climb(climb(leaf(line), bucket), tree).hex() != head.root:
        raise ProofFault(f"{file} 不在这份签名的清单里：散列对不上。")
    if page is not None and sha256(page) not in (digest for _, digest, _ in entry.copies(file)):
        raise ProofFault(f"这一页的内容不是版本 {head.release} 发布的 {file}。")
    return head, file, entry


def read_proof(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_bytes())
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ProofFault("证明已损坏，读不出来。")
    return value


def _as_json(steps: list[Step]) -> list[list[str]]:
    return [[side, neighbour.hex()] for side, neighbour in steps]


def _steps(value: list[list[str]]) -> list[Step]:
    return [(side, bytes.fromhex(neighbour)) for side, neighbour in value]
