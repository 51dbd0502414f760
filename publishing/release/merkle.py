"""Hash trees: one hash for many lines, and short proofs that a line is under it (RFC 6962: leaves and nodes differ)."""

import hashlib
from collections.abc import Iterable

EMPTY = bytes(32)  # of a tree without leaves
Step = tuple[str, bytes]  # ("left" or "right", hash of the neighbour on that side)


def leaf(line: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + line).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: list[bytes]) -> bytes:
    """A node without a neighbour moves up as it is."""
    if not leaves:
        return EMPTY
    sha256 = hashlib.sha256
    while len(leaves) > 1:
        pairs = zip(leaves[::2], leaves[1::2], strict=False)
        above = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        leaves = above + leaves[-1:] if len(leaves) % 2 else above
    return leaves[0]


def steps_to(leaves: list[bytes], index: int) -> list[Step]:
    """What `climb` needs to get from the leaf at `index` to the root."""
    steps: list[Step] = []
    while len(leaves) > 1:
        neighbour = index ^ 1
        if neighbour < len(leaves):
            steps.append(("left" if neighbour < index else "right", leaves[neighbour]))
        above = [node(*leaves[at : at + 2]) for at in range(0, len(leaves) - 1, 2)]
        leaves = above + leaves[-1:] if len(leaves) % 2 else above
        index //= 2
    return steps


def climb(start: bytes, steps: Iterable[Step]) -> bytes:
    found = start
    for side, neighbour in steps:
        found = node(neighbour, found) if side == "left" else node(found, neighbour)
    return found
