"""What every page must be before it may go out: nothing inline, everything checked. Reads a page once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from ..planning.meta_tags import Meta
from .jinja_filters import meta_tags

ANY_TAG = re.compile(
    r"""<[a-zA-Z][a-zA-Z0-9-]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*\s*/?>"""
    r"""|<[a-zA-Z]"""  # a tag that does not end, or not here
)
#: The same, quicker: a plain link by its address, any other tag whole, and none that cannot hold anything to be found.
TAG = re.compile(
    r"""<(?=[a-zA-Z])(?:a href="(/(?!/)[^"&\0]*)"(?: rel="(?:next|prev)")?>"""
    r"""|(?!(?:p|li|wbr|div|span|time|d[dlt]|ul|ol|h[1-6]|section|t[dr]|code)"""
    r"""(?: (?:class|lang|datetime|title)="[^"<>\0]*")*>)([^<>]*>?))"""
)
NAME = re.compile("<([a-zA-Z][a-zA-Z0-9-]*)")
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
PLAIN_PATH = re.compile("/(?!/)[a-zA-Z0-9/._~-]*")
CUT = "\0"  # stands between the pieces of a page
WORTH = 200  # characters from which on looking for a part is cheaper than reading it again
PROBE = 60
DATA_TYPES = {"application/ld+json", "application/json"}
LINKS = {"href", "src", "poster"}
SPECIAL = {"style", "script", "link", "meta"}
READ = LINKS | {"style", "id", "srcset"}
STYLE = "页面里有 <style>，样式要写进主题的 CSS 文件"
INLINE_SCRIPT = "页面里有内联脚本 <script>"
PLACEHOLDERS = {"", "null", "none", "undefined", "todo", "暂无", "nan"}


KNOWN = 5000
_known: dict[str, dict[str, "Scan | None"]] = defaultdict(dict)  # by prefix, tags seen before


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


def scan(html: str, theme_prefix: str = "/theme/", parts: Sequence[Part] = ()) -> Scan:
    """Reads a page. `parts` stand in it in this order and are read once, however many pages they stand in.

    Reading in pieces finds the same as reading in one go as long as no tag is cut; where one is, or where there is
    anything to complain about, the page is read in one go.
    """
    rest, known, at = [], [], 0
    for part in parts:
        start = _place(html, part.text, at)
        if start >= 0:
            if part.found is None:
                part.found = _read(part.text, theme_prefix)
            known.append(part.found)
            rest.append(html[at:start])
            at = start + len(part.text)
    if not known:
        return _read(html, theme_prefix)
    rest.append(html[at:])
    return _together([_read(CUT.join(rest), theme_prefix), *known]) or _read(html, theme_prefix)


@dataclass
class MetaPart:
    text: str
    found: Scan


def meta_part(meta: Meta) -> Part:
    """The lines of the filter `meta_tags`, which say exactly this."""
    return MetaPart(meta_tags(meta), Scan(meta=[(tag["name"], tag["content"]) for tag in meta]))


def _together(scans: list[Scan]) -> Scan | None:
    """What was found in all pieces; None where a tag may be cut, or there is a fault, also one between two pieces."""
    anchors = set().union(*[one.anchors for one in scans])
    if len(anchors) < sum([len(one.anchors) for one in scans]):
        return None
    if any(one.faults or not one.whole for one in scans):
        return None
    return Scan(
        anchors, set().union(*[one.links for one in scans]), [], [tag for one in scans for tag in one.meta]
    )


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
    found, known = Scan(), _known[theme_prefix]
    links = found.links
    for link, tag in TAG.findall(html):
        if link:
            links.add(link)
            continue
        if tag not in known:
            if not ANY_TAG.fullmatch("<" + tag):  # it ends elsewhere, as with a > in a value, or is no tag
                return _read_closely(html, theme_prefix)
            if len(known) > KNOWN:
                known.clear()
            known[tag] = _read_tag("<" + tag, theme_prefix)
        one = known[tag]
        if one is not None:
            _add(found, one)
    return found


def _read_closely(html: str, theme_prefix: str) -> Scan:
    """The same for text with tags that are unusual, or no tags at all."""
    found = Scan()
    for tag in ANY_TAG.findall(html):
        one = _read_tag(tag, theme_prefix)
        if one is not None:
            _add(found, one)
    return found


def _add(found: Scan, one: Scan) -> None:
    found.faults += one.faults
    found.faults += [_twice(name) for name in one.anchors if name in found.anchors]
    found.anchors |= one.anchors
    found.links |= one.links
    found.meta += one.meta
    found.whole = found.whole and one.whole


def _read_tag(text: str, theme_prefix: str) -> Scan | None:
    """What is in one tag; None for nothing."""
    start, found = NAME.match(text), Scan()
    if start is None or text == start[0] or CUT in text:
        return Scan(whole=False)
    tag = start[1].lower()
    attributes = [
        (m[1].lower(), unescape(m[2] or m[3] or m[4] or "")) for m in ATTRIBUTE.finditer(text, start.end())
    ]
    if tag not in SPECIAL and not any(name in READ or name.startswith("on") for name, _ in attributes):
        return None
    _attributes(tag, attributes, found)
    if tag == "style":
        found.faults.append(STYLE)
    elif tag in ("script", "link", "meta"):
        _resource(tag, dict(attributes), found, theme_prefix)
    return found


def _attributes(tag: str, attributes: list[tuple[str, str]], found: Scan) -> None:
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
    if PLAIN_PATH.fullmatch(link):
        return link, ""
    parts = urlsplit(link)
    return unquote(parts.path) or own_path, unquote(parts.fragment)
