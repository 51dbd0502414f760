"""What a delivery says while it runs and when it is done."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Delivered:
    """`base` is the release the target had before, "" = everything was sent; `files` and `bytes` were sent."""

    release: str
    base: str = ""
    files: int = 0
    bytes: int = 0


def silent(percent: float, message: str = "") -> None:
    """For callers whom nobody watches."""
