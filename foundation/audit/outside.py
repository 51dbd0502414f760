"""Places out of the database's reach, as settings name them: `file:/folder/name`, `s3:bucket/prefix`, by commas.

`s3-unlocked:` is a bucket made without object lock: it keeps, but protects nothing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from .bucket import Bucket

A = TypeVar("A")
B = TypeVar("B")


class OutsideFault(Exception):
    """An address cannot be read. The message is for people."""


def outside(
    setting: str, said: str, of_path: Callable[[Path], A], of_bucket: Callable[[Bucket], B]
) -> list[A | B]:
    """Raises OutsideFault."""
    found: list[A | B] = []
    for address in (one.strip() for one in said.split(",") if one.strip()):
        kind, _, rest = address.partition(":")
        if kind == "file" and rest.startswith("/"):
            found.append(of_path(Path(rest)))
        elif kind in ("s3", "s3-unlocked") and rest.partition("/")[0]:
            found.append(of_bucket(Bucket(rest, locked=kind == "s3")))
        else:
            raise OutsideFault(f"{setting} 里的「{address}」看不懂；写成 file:/路径 或 s3:桶/前缀。")
    return found
