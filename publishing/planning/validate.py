"""Whether a document can be published at all: its address, its times, its template, its files."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ..rendering.theme import Theme
from .kinds import STRUCTURE, template_of
from .site import LANGS, Head

PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?")
RESERVED = ("/theme/", "/tags/", "/search/", "/sitemaps/", "/en/tags/", "/en/search/")
SHA256 = re.compile(r"[0-9a-f]{64}")


def faults_of(head: Head, theme: Theme, assets: Path, released: set[str]) -> Iterator[str]:
    """What is wrong, in Chinese, each with what to do. `released`: hashes of files the last release holds."""
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
    for asset in head["assets"]:
        yield from _path_faults(asset["path"])
        stored = asset["sha256"] in released or (assets / asset["sha256"]).is_file()
        if not SHA256.fullmatch(asset["sha256"]) or not stored:
            yield f"文件 {asset['path']} 不在资源库里，请重新上传"


def _path_faults(path: str) -> Iterator[str]:
    if not PATH.fullmatch(path):
        yield f"地址 {path} 含有不能用的字符，只用英文字母、数字和连字符"
    elif path.startswith(RESERVED):
        yield f"地址 {path} 是网站自己用的，请换一个"


def _is_utc(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
