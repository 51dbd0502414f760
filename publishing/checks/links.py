"""Links that lead nowhere, or somewhere readers cannot go."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from publishing.contract import Document, Issue

from .content import Content, Link
from .context import CheckContext
from .report import error, warning

OPEN_SCHEMES = {"http", "https", "mailto", "tel"}
CURE_AGAIN = "重新选择链接的目标，或去掉链接。"


def check(document: Document, content: Content, context: CheckContext) -> Iterator[Issue]:
    own_files = {asset.path for asset in document.assets}
    for link in content.links:
        issue = judge(link, document, content, context, own_files)
        if issue:
            yield issue


def judge(
    link: Link, document: Document, content: Content, context: CheckContext, own_files: set[str]
) -> Issue | None:
    if link.href in {"", "#"}:
        return error("empty_link", link.field, f"链接“{link.text}”没有目标", CURE_AGAIN, link.text)
    try:
        parts = urlsplit(link.href)
        host = (parts.hostname or "").lower()
    except ValueError:
        return error("broken_link", link.field, f"链接地址写错了：{link.href}", CURE_AGAIN, link.text)
    if parts.scheme and parts.scheme not in OPEN_SCHEMES:
        return error("broken_link", link.field, f"读者打不开的链接：{link.href}", CURE_AGAIN, link.text)
    if parts.scheme in {"http", "https"} and not host:
        return error("broken_link", link.field, f"链接没有写网站：{link.href}", CURE_AGAIN, link.text)
    if parts.scheme in {"mailto", "tel"}:
        return None
    if host and is_inner(host):
        return error("inner_address", link.field, f"内部网络的地址：{link.href}", CURE_AGAIN, link.text)
    if host and host not in context.own_domains:
        return None
    broken = target_missing(link, parts, document, content, context, own_files)
    if broken:
        return broken
    if host:
        cure = "改用站内链接（选择页面），换域名、用 HTTPS 时才不会断。"
        return warning("own_domain", link.field, f"链接写死了本站域名：{link.href}", cure, link.text)
    return None


def target_missing(link, parts, document, content, context, own_files) -> Issue | None:
    """An internal address that is not published, or an anchor its page does not have."""
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    if path in {"", document.path}:
        if anchor and anchor not in content.anchors:
            message = f"本文没有叫“{anchor}”的位置"
            return error("broken_anchor", link.field, message, "改正锚点，或去掉链接。", link.text)
        return None
    if context.paths is None or path in own_files:
        return None
    if path not in context.paths:
        return error("broken_link", link.field, f"站内没有这个地址：{path}", CURE_AGAIN, link.text)
    if anchor and path in context.anchors and anchor not in context.anchors[path]:
        message = f"{path} 里没有叫“{anchor}”的位置"
        return error("broken_anchor", link.field, message, "改正锚点，或去掉链接。", link.text)
    return None


def is_inner(host: str) -> bool:
    """A machine name or address that exists only inside the office."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".lan", ".internal")) or "." not in host
