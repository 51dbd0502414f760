"""What every page must be before it may go out: nothing inline, everything checked. Reads a page once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from ..planning.meta_tags import Meta

TAG = re.compile(
    r"""<([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*/?>"""
    r"""|<[a-zA-Z]"""  # a tag that does not end, or not here
)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
PLAIN_LINK = re.compile(r"""\s+href="(/(?!/)[^"&]*)\"""")
WORTH = 200  # characters from which on looking for a part is cheaper than reading it again
PROBE = 60
DATA_TYPES = {"application/ld+json", "application/json"}
LINKS = {"href", "src", "poster"}
READ = LINKS | {"style", "id", "srcset"}
STYLE = "页面里有 <style>，样式要写进主题的 CSS 文件"
INLINE_SCRIPT = "页面里有内联脚本 <script>"
PLACEHOLDERS = {"", "null", "none", "undefined", "todo", "暂无", "nan"}


class HardenError(Exception):
    """The page breaks a rule; the message says which, in Chinese."""


class Part(Protocol):
    """A piece of text that stands in many pages; `found` remembers what was found in it."""

    text: Any
    found: Any


@dataclass
class Scan:
    """What one reading of a page found."""

    anchors: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    whole: bool = True  # every tag that begins in the text ends in it

    def add(self, other: "Scan") -> None:
        self.faults += [_twice(name) for name in sorted(self.anchors & other.anchors)]
        self.faults += other.faults
        self.anchors |= other.anchors
        self.links |= other.links
        self.meta += other.meta
        self.whole = self.whole and other.whole


def scan(html: str, theme_prefix: str = "/theme/", parts: Sequence[Part] = ()) -> Scan:
    """Reads a page. `parts` stand in it in this order and are read once, however many pages they stand in.

    Reading in pieces finds the same as reading in one go as long as no tag is cut; where one is, or where there is
    anything to complain about, the page is read in one go.
    """
    found, at = Scan(), 0
    for part in parts:
        start = _place(html, part.text, at)
        if start >= 0:
            if part.found is None:
                part.found = _read(part.text, theme_prefix)
            found.add(_read(html[at:start], theme_prefix))
            found.add(part.found)
            at = start + len(part.text)
    if not at:
        return _read(html, theme_prefix)
    found.add(_read(html[at:], theme_prefix))
    return found if found.whole and not found.faults else _read(html, theme_prefix)


def _place(html: str, part: str, at: int) -> int:
    """Where the part stands in the page, -1 if it does not or is too short to be worth it."""
    if len(part) < WORTH:
        return -1
    probe = part[:PROBE]
    start = html.find(probe, at)
    while start >= 0 and not html.startswith(part, start):
        start = html.find(probe, start + 1)
    return start


def _read(html: str, theme_prefix: str) -> Scan:
    found = Scan()
    for name, text in TAG.findall(html):
        if not text:
            _bare(name, found)
            continue
        link = PLAIN_LINK.fullmatch(text) if name == "a" else None
        if link:
            found.links.add(link[1])
        else:
            _attributes(name, text, found, theme_prefix)
    return found


def _bare(name: str, found: Scan) -> None:
    """A tag without attributes, or the beginning of one (no name)."""
    if not name:
        found.whole = False
    elif name.lower() == "style":
        found.faults.append(STYLE)
    elif name.lower() == "script":
        found.faults.append(INLINE_SCRIPT)


def _attributes(tag: str, text: str, found: Scan, theme_prefix: str) -> None:
    tag, attributes = _parsed(tag, text)
    for name, value in attributes:
        if name == "style":
            found.faults.append(f"<{tag}> 带有内联样式 style=")
        elif name.startswith("on"):
            found.faults.append(f"<{tag}> 带有内联脚本 {name}=")
        elif name == "id":
            if value in found.anchors:
                found.faults.append(_twice(value))
            found.anchors.add(value)
        elif name in LINKS:
            _link(tag, value, found)
        elif name == "srcset":
            for part in value.split(","):
                _link(tag, part.split()[0] if part.split() else "", found)
    if tag == "style":
        found.faults.append(STYLE)
    elif tag in ("script", "link", "meta"):
        _resource(tag, dict(attributes), found, theme_prefix)


@lru_cache(maxsize=4096)
def _parsed(tag: str, text: str) -> tuple[str, list[tuple[str, str]]]:
    """Name and attributes that matter; classes and the like are left out."""
    found = [(m[1].lower(), unescape(m[2] or m[3] or m[4] or "")) for m in ATTRIBUTE.finditer(text)]
    tag = tag.lower()
    if tag not in ("script", "link", "meta"):
        found = [one for one in found if one[0] in READ or one[0].startswith("on")]
    return tag, found


def _twice(anchor: str) -> str:
    return f"编号 id={anchor} 在一页里出现两次"


def _link(tag: str, value: str, found: Scan) -> None:
    scheme = value.split(":", 1)[0].lower().strip() if ":" in value else ""
    if scheme in ("javascript", "vbscript"):
        found.faults.append(f"<{tag}> 的链接是脚本：{value[:60]}")
    elif value.startswith(("/", "#")) and not value.startswith("//"):
        found.links.add(value)


def _resource(tag: str, attributes: dict[str, str], found: Scan, theme_prefix: str) -> None:
    if tag == "meta":
        if attributes.get("name"):
            found.meta.append((attributes["name"], attributes.get("content", "")))
        return
    address = attributes.get("src" if tag == "script" else "href", "")
    if tag == "script" and not address and attributes.get("type") not in DATA_TYPES:
        found.faults.append(INLINE_SCRIPT)
    wanted = tag == "script" or "stylesheet" in attributes.get("rel", "")
    if wanted and address and not attributes.get("integrity"):
        found.faults.append(f"{address} 没有完整性校验 integrity")
    if wanted and address and not address.startswith(theme_prefix):
        found.faults.append(f"{address} 不是本站主题的文件")


def check_page(found: Scan, meta: Meta) -> None:
    """Refuse a page with inline code, or whose meta tags are not exactly those the plan wants."""
    faults = list(found.faults)
    names = [name for name, _ in found.meta]
    if len(names) != len(set(names)) or not {(tag["name"], tag["content"]) for tag in meta} <= set(
        found.meta
    ):
        faults += _meta_faults(found, meta)
    for name, value in found.meta:
        if value.strip().lower() in PLACEHOLDERS:
            faults.append(f"网页标签 {name} 为空或是占位文字：{value!r}")
    if faults:
        raise HardenError("；".join(dict.fromkeys(faults)))


def _meta_faults(found: Scan, meta: Meta) -> Iterator[str]:
    names, values = [name for name, _ in found.meta], dict(found.meta)
    for tag in meta:
        if names.count(tag["name"]) != 1:
            yield f"网页标签 {tag['name']} 应当正好有一个，现有 {names.count(tag['name'])} 个"
        elif values[tag["name"]] != tag["content"]:
            yield f"网页标签 {tag['name']} 的内容与文档不符"


def split_link(link: str, own_path: str) -> tuple[str, str]:
    """(path, anchor) of an internal link; `#a` belongs to the page itself."""
    parts = urlsplit(link)
    return unquote(parts.path) or own_path, unquote(parts.fragment)
