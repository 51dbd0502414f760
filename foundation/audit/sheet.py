"""The head on paper: in groups of four, so that a person can compare it, and type it in again."""

from datetime import datetime

from django.utils.timezone import localtime

from .anchors import Anchor


def grouped(digits: str) -> str:
    return " ".join(digits[n : n + 4] for n in range(0, len(digits), 4))


def lines(anchor: Anchor | None) -> list[tuple[str, str]]:
    """What the sheet says, line by line."""
    if anchor is None:
        return [("审计链", "还没有记录")]
    at = localtime(datetime.fromisoformat(anchor.at))
    return [
        ("时间", f"{at:%Y-%m-%d %H:%M:%S}"),
        ("最后一条", f"第 {anchor.sequence} 号"),
        ("链头", grouped(anchor.hash)),
        ("密钥", anchor.key_id),
        ("印记", grouped(anchor.mark)),
    ]
