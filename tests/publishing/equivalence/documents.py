"""One document of every kind a site can hold, with everything a page can show of it."""

import hashlib
from typing import Any

from publishing.contract import Asset, Attachment, Document
from tests.publishing.factory import column, item, picture, replace, rich, tags

TAGS = ("立法", "监督", "代表", "历法")
KINDS = ("news", "news", "notice", "legislative", "policy", "meeting", "picture_story", "topic", "page")
FILES = {name: f"contents of {name}".encode() for name in ("a.jpg", "b.jpg", "c.pdf")}


def asset(name: str, folder: str = "media") -> Asset:
    data = FILES[name]
    return Asset(f"/{folder}/{name}", hashlib.sha256(data).hexdigest(), len(data))


def attachment(name: str) -> Attachment:
    stored = asset(name)
    return Attachment("附件", stored.path, name, "PDF", stored.size, stored.sha256)


def section(name: str, locale: str, **more: Any) -> Document:
    """A column whose id says its language."""
    made = column(name, more.pop("title", f"{name}栏目"), locale=locale, **more)
    return replace(made, id=f"page:{name}-{locale}")


def news_body(seed: int, others: list[Document]) -> tuple[dict, ...]:
    """Text, and by the seed: cards of other documents, a link to one, a heading with a link to it, a file."""
    blocks = [rich(f"<p>常务委员会第{seed}次会议听取了报告。</p>")]
    if others and seed % 3 == 0:
        chosen = [others[seed % len(others)].id, others[(seed * 7) % len(others)].id, "page:9999"]
        blocks.append({"type": "related", "value": {"title": "相关", "documents": chosen}})
    if others and seed % 4 == 1:
        target = others[(seed * 5) % len(others)].path
        blocks.append(rich(f'<p>参见<a href="{target}">前文</a>和<a href="#part">下文</a></p>'))
        blocks.append({"type": "heading", "value": {"level": 2, "text": "部分", "anchor": "part"}})
    if seed % 5 == 2:
        blocks.append({"type": "attachments", "value": {"title": "附件", "files": [attachment("c.pdf")]}})
    return tuple(blocks)


def document(number: int, kind: str, home: Document, seed: int, others: list[Document]) -> Document:
    """The `number`-th thing ever published, in the column `home`."""
    body = news_body(seed, others)
    values: dict[str, Any] = {
        "title": f"第{number}号{kind}之{seed}",
        "locale": home.locale,
        "path": f"{home.path}2026/{number}/",
        "column": home.id,
        "tags": tags(*(name for place, name in enumerate(TAGS) if seed >> place & 1)),
        "body": body,
        "data": data_of(kind, seed, others),
        "assets": (asset("c.pdf"),) if any(block["type"] == "attachments" for block in body) else (),
    }
    if kind == "picture_story" or seed % 6 == 5:
        values |= {"picture": picture(asset("a.jpg").path)}
        values["assets"] = (*values["assets"], asset("a.jpg"))
    if kind == "page":
        values["column"] = home.id if seed % 2 else ""
    if kind in ("page", "topic"):
        values["sequence"] = 0
    return item(number, "page:news", kind=kind, **{"published": moment(seed, number), **values})


def list_page(number: int, column: Document, seed: int) -> Document:
    """The page a family names as its list, which the column leads to."""
    data = {"list_of": column.path, "description": f"名单{seed % 2}"}
    path = f"/lists/{number}/" if column.locale == "zh-hans" else f"/{column.locale}/lists/{number}/"
    values: dict[str, Any] = {
        "id": f"page:list-{number}",
        "locale": column.locale,
        "path": path,
        "column": "",
    }
    return item(0, kind="page", **values, title=f"名录{seed % 3}", sequence=0, data=data)


def moment(seed: int, number: int) -> str:
    return f"2026-11-{1 + (seed + number) % 28:02d}T01:30:00+00:00"


def data_of(kind: str, seed: int, others: list[Document]) -> dict[str, Any]:
    day = f"2026-12-{1 + seed % 28:02d}"
    if kind == "legislative":
        return {
            "info_type": "draft",
            "info_type_label": "征求意见",
            "opens_on": "2026-11-20",
            "closes_on": day,
        }
    if kind == "policy":
        return {"document_number": f"示人发〔2026〕{seed}号", "validity_label": "有效"}
    if kind == "meeting":
        return {"meeting_name": "常务委员会会议", "starts_at": f"{day}T01:00:00+00:00", "venue": "会堂"}
    if kind == "picture_story":
        return {"pictures": [{"picture": {"alt": "会场"}, "caption": f"图{seed}"}]}
    if kind == "topic":
        members = [one.id for one in others]
        return {
            "groups": [
                {"title": "动态", "documents": members[seed % 5 :: 3]},
                {"title": "文件", "documents": members[seed % 3 :: 4]},
            ]
        }
    if kind == "news":
        return {"news_type": "activity", "news_type_label": "工作动态"}
    return {}
