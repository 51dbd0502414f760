"""Whether a document can be published at all: its address, its times, its template, its files."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from ..rendering.theme import Theme
from .kinds import STRUCTURE, template_of
from .reserved import is_reserved
from .site import LANGS, Head, Site

PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?")
Released = Callable[[str, str], bool]  # public path, SHA-256
SHA256 = re.compile(r"[0-9a-f]{64}")


def faults_of(head: Head, theme: Theme, assets: Path, released: Released) -> Iterator[str]:
    """What is wrong, in Chinese, each with what to do. `released`: whether the last release holds a file so."""
    if head["locale"] not in LANGS:
        yield f"语言 {head['locale']} 不是本站的语言"
        return
    if head["kind"] == "site":
        return
    yield from _path_faults(head["path"])
    if not head["title"].strip():
        yield "没有标题，请补上"
    for name in ("published", "updated"):
        if head[name] and not _is_utc(head[name]):
            yield f"{name} 不是带时区的 ISO 时间：{head[name]}"
    if head["sequence"] > 0 and not head["published"]:
        yield "没有首次发布时间，请重新发布"
    if head["kind"] not in STRUCTURE and not theme.has(template_of(head["kind"])):
        yield f"主题没有这一类页面的模板：{template_of(head['kind'])}.html"
    for asset in head.assets:
        yield from _path_faults(asset["path"])
        stored = released(asset["path"], asset["sha256"]) or (assets / asset["sha256"]).is_file()
        if not SHA256.fullmatch(asset["sha256"]) or not stored:
            yield f"文件 {asset['path']} 不在资源库里，请重新上传"


def _path_faults(path: str) -> Iterator[str]:
    if not PATH.fullmatch(path):
        yield f"地址 {path} 含有不能用的字符，只用英文字母、数字和连字符"
    elif is_reserved(path):
        yield f"地址 {path} 是网站自己用的，请换一个"


def _is_utc(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def twice_claimed(site: Site, heads: Mapping[str, Head]) -> dict[str, str]:
    """Of two documents with one address the one that had it keeps it, else the one published first.

    `heads` are the changed documents as they want to be; what the site holds may be older.
    """
    wanting: dict[str, list[Head]] = {}
    for head in sorted(heads.values(), key=lambda head: head.order):
        if head.kind != "site":
            wanting.setdefault(head.path, []).append(head)
    found: dict[str, str] = {}
    for path, claimants in wanting.items():
        settled = [name for name in site.indexes.claimants(path) if name not in heads]
        owner = min(settled, key=lambda name: site.heads[name].order, default=claimants[0].id)
        found |= {
            head.id: f"地址 {path} 已被 {owner} 使用，请换一个地址" for head in claimants if head.id != owner
        }
    return found
