"""What every page must be before it may go out: nothing inline, everything checked. Reads a page once."""

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

from ..planning.meta_tags import Meta

TAG = re.compile(
    r"""<([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*/?>"""
)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
DATA_TYPES = {"application/ld+json", "application/json"}
LINKS = {"href", "src", "poster"}
PLACEHOLDERS = {"null", "none", "undefined", "todo", "暂无", "nan"}


class HardenError(Exception):
    """The page breaks a rule; the message says which, in Chinese."""


@dataclass
class Scan:
    """What one reading of a page found."""

    anchors: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)


def scan(html: str, theme_prefix: str = "/theme/") -> Scan:
    found = Scan()
    for match in TAG.finditer(html):
        name, text = match[1].lower(), match[2]
        if name == "style":
            found.faults.append("页面里有 <style>，样式要写进主题的 CSS 文件")
        elif not text:
            if name == "script":
                found.faults.append("页面里有内联脚本 <script>")
            continue
        _attributes(name, _parse(text), found, theme_prefix)
    return found


def _parse(text: str) -> list[tuple[str, str]]:
    return [(m[1].lower(), unescape(m[2] or m[3] or m[4] or "")) for m in ATTRIBUTE.finditer(text)]


def _attributes(tag: str, attributes: list[tuple[str, str]], found: Scan, theme_prefix: str) -> None:
    for name, value in attributes:
        if name == "style":
            found.faults.append(f"<{tag}> 带有内联样式 style=")
        elif name.startswith("on"):
            found.faults.append(f"<{tag}> 带有内联脚本 {name}=")
        elif name == "id":
            if value in found.anchors:
                found.faults.append(f"编号 id={value} 在一页里出现两次")
            found.anchors.add(value)
        elif name in LINKS:
            _link(tag, value, found)
        elif name == "srcset":
            for part in value.split(","):
                _link(tag, part.split()[0] if part.split() else "", found)
    if tag in ("script", "link", "meta"):
        _resource(tag, dict(attributes), found, theme_prefix)


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
        found.faults.append("页面里有内联脚本 <script>")
    wanted = tag == "script" or "stylesheet" in attributes.get("rel", "")
    if wanted and address and not attributes.get("integrity"):
        found.faults.append(f"{address} 没有完整性校验 integrity")
    if wanted and address and not address.startswith(theme_prefix):
        found.faults.append(f"{address} 不是本站主题的文件")


def check_page(found: Scan, meta: Meta) -> None:
    """Refuse a page with inline code, or whose meta tags are not exactly those the plan wants."""
    faults = list(found.faults)
    names = [name for name, _ in found.meta]
    values = dict(found.meta)
    for tag in meta:
        if names.count(tag["name"]) != 1:
            faults.append(f"网页标签 {tag['name']} 应当正好有一个，现有 {names.count(tag['name'])} 个")
        elif values[tag["name"]] != tag["content"]:
            faults.append(f"网页标签 {tag['name']} 的内容与文档不符")
    for name, value in found.meta:
        if not value.strip() or value.strip().lower() in PLACEHOLDERS:
            faults.append(f"网页标签 {name} 为空或是占位文字：{value!r}")
    if faults:
        raise HardenError("；".join(dict.fromkeys(faults)))


def split_link(link: str, own_path: str) -> tuple[str, str]:
    """(path, anchor) of an internal link; `#a` belongs to the page itself."""
    parts = urlsplit(link)
    return unquote(parts.path) or own_path, unquote(parts.fragment)
