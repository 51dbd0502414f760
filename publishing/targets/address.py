"""Addresses of targets, as an operator writes them in RELEASE_TARGETS.

dir:/srv/www/site              a public site on this machine, or on a disk mounted here
s3:bucket/prefix               a place in an S3 service; account in RELEASE_S3_ENDPOINT, …_ACCESS_KEY, …_SECRET_KEY
bundle:/srv/transfer           numbered bundle files for one-way transfer; ?full_every=100 = every 100th is complete
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

KINDS = ("dir", "s3", "bundle")
FULL_EVERY = 100
HELP = "写法：dir:/目录、s3:存储桶/前缀、bundle:/目录?full_every=100。"


@dataclass(frozen=True)
class Address:
    """`text` is what was written, and the name of the target everywhere; it holds no secret."""

    text: str
    kind: str
    place: str
    full_every: int = FULL_EVERY

    @property
    def folder(self) -> Path:
        return Path(self.place)

    @property
    def bucket(self) -> tuple[str, str]:
        """(bucket, prefix)"""
        bucket, _, prefix = self.place.partition("/")
        return bucket, prefix.strip("/")


def parse(text: str) -> Address:
    """Raises ValueError, in Chinese, for anything that cannot be a target."""
    text = text.strip()
    parts = urlsplit(text)
    place = parts.netloc + parts.path
    if parts.scheme == "s3":
        place = place.strip("/")
    if parts.scheme not in KINDS or not place:
        raise ValueError(f"看不懂发布目标 {text!r}。{HELP}")
    if parts.scheme != "s3" and not place.startswith("/"):
        raise ValueError(f"发布目标 {text!r} 要写绝对路径。{HELP}")
    options = parse_qs(parts.query, keep_blank_values=True)
    every = options.pop("full_every", [str(FULL_EVERY)])[-1]
    if options or not every.isdecimal() or not int(every):
        raise ValueError(f"发布目标 {text!r} 的选项不对。{HELP}")
    return Address(text, parts.scheme, place, int(every))


def parse_all(texts: str) -> list[Address]:
    """Several addresses with blanks or commas between them; each once."""
    found = [parse(text) for text in texts.replace(",", " ").split()]
    return list({address.text: address for address in found}.values())
