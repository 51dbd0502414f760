"""Text files: as UTF-8, without the characters that only machines read."""

import unicodedata
from pathlib import Path

from foundation.attachments.kinds import Kind

from .faults import Unfit


def rewrite(source: Path, target: Path, kind: Kind, limits: dict) -> dict:
    """UTF-8 or GB18030 in, UTF-8 out. Raises Unfit."""
    content = source.read_bytes()
    text = _decoded(content)
    clean = "".join(one for one in text if one in "\n\t" or unicodedata.category(one) != "Cc")
    target.write_text(clean, "utf-8")
    return {}


def _decoded(content: bytes) -> str:
    for coding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(coding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise Unfit("文本的编码认不出。请用 UTF-8 保存后再传。")
