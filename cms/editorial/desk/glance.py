"""What can be said about a stored text at a glance, without running the gate: its size and what is missing."""

import json
import re
from typing import Any

_HAN = re.compile(r"[一-鿿]")
_TAG = re.compile(r"<[^>]+>")


def blocks_of(content: dict[str, Any]) -> list[dict]:
    body = content.get("body") or "[]"
    return json.loads(body) if isinstance(body, str) else body


def count_han(content: dict[str, Any]) -> int:
    """Han characters in the body."""
    return sum(len(_HAN.findall(_TAG.sub("", text))) for text in _strings(blocks_of(content)))


def count_pictures(content: dict[str, Any]) -> int:
    blocks = blocks_of(content)
    galleries = sum(len(block["value"]) for block in blocks if block["type"] == "gallery")
    inline = len(content.get("pictures") or [])
    return sum(block["type"] == "image" for block in blocks) + galleries + inline


def missing(content: dict[str, Any]) -> list[str]:
    """What is plainly absent, in the words of the form. Kinds without a field are not asked for it."""
    found = []
    for name, label in (("source", "来源"), ("summary", "摘要"), ("responsible_editor", "责任编辑")):
        if name in content and not (content[name] or "").strip():
            found.append(label)
    if "body" in content and "pictures" not in content and not blocks_of(content):
        found.append("正文")
    return found


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in ("id", "type") for text in _strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return []
