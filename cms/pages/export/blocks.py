"""The body: each stored block becomes the value of its counterpart in `publishing.contract.BLOCK_TYPES`.

Works on the stored form (`get_prep_value`), because a StreamValue would fetch images page by page.
"""

from dataclasses import asdict
from typing import Any

from django.conf import settings

from publishing.contract import Asset, Picture

from .lookup import Lookup
from .references import entries
from .rich_text import final_html


class Composer:
    """Composes one document: remembers which files it needs and which links lead nowhere."""

    def __init__(self, lookup: Lookup):
        self.lookup = lookup
        self.assets: dict[str, Asset] = {}
        self.dead_links: list[str] = []

    def body(self, blocks: list[dict]) -> tuple[dict[str, Any], ...]:
        composed = []
        for number, block in enumerate(blocks, start=1):
            compose = getattr(self, f"_{block['type']}", None)
            value = compose(block["value"], block.get("id") or f"{number:08d}") if compose else None
            if value is not None:
                composed.append({"type": block["type"], "value": value})
        return tuple(composed)

    def picture(self, image_id, alt: str = "") -> Picture | None:
        picture, files = self.lookup.pictures.picture(image_id, alt)
        self.assets.update((asset.path, asset) for asset in files)
        return picture

    def html(self, source: str) -> str:
        return final_html(source, self._address)

    def documents(self, page_ids) -> list[str]:
        """Document ids of those pages that are live, in order."""
        return [f"page:{pk}" for pk in page_ids if pk in self.lookup.paths]

    def _address(self, link: dict[str, str]) -> str | None:
        kind, number = link.get("linktype"), link.get("id", "")
        if kind == "page":
            address = self.lookup.paths.get(int(number)) if number.isdigit() else None
        elif kind == "document":
            address = self._file_path(number)
        else:
            address = link.get("href", "").strip().removeprefix(settings.SITE_BASE_URL) or None
        if address is None:
            self.dead_links.append(f"{kind or 'href'}:{number}")
        return address

    def _file_path(self, number: str) -> str | None:
        found = self.lookup.files.attachment(number) if str(number).isdigit() else None
        if not found:
            return None
        self.assets[found[1].path] = found[1]
        return found[0].path

    # --- one method per block type ------------------------------------------------------------------------
    def _heading(self, value, block_id):
        level = int(value.get("level") or 2)
        return {"level": level, "text": value["text"], "anchor": f"h-{block_id.replace('-', '')[:8]}"}

    def _rich_text(self, value, block_id):
        text = self.html(value)
        return {"html": text} if text else None

    def _captioned(self, value) -> dict | None:
        picture = self.picture(value.get("image"), value.get("alt") or "")
        return {"picture": asdict(picture), "caption": value.get("caption") or ""} if picture else None

    def _image(self, value, block_id):
        return self._captioned(value)

    def _gallery(self, value, block_id):
        pictures = [p for p in map(self._captioned, entries(value)) if p]
        return {"pictures": pictures} if pictures else None

    def _table(self, value, block_id):
        table = value.get("table") or {}
        return {
            "caption": value.get("caption") or "",
            "header": [column.get("heading") or "" for column in table.get("columns", [])],
            "rows": [[str(cell or "") for cell in row["values"]] for row in table.get("rows", [])],
            "row_header": bool(value.get("row_header")),
        }

    def _quotation(self, value, block_id):
        return {"text": value["text"], "by": value.get("by") or ""}

    def _attachments(self, value, block_id):
        found = [f for f in map(self.lookup.files.attachment, entries(value.get("files"))) if f]
        self.assets.update((asset.path, asset) for _, asset in found)
        files = [asdict(attachment) for attachment, _ in found]
        return {"title": value.get("title") or "附件", "files": files} if files else None

    def _video(self, value, block_id):
        poster = self.picture(value.get("poster"))
        said = {
            "title": value.get("title") or "",
            "url": value.get("url") or "",
            "poster": asdict(poster) if poster else None,
            "seconds": int(value.get("seconds") or 0),
        }
        return self.lookup.videos.complete(said, value["video"]) if value.get("video") else said

    def _live(self, value, block_id):
        poster = self.picture(value.get("poster"))
        said = self.lookup.broadcasts.said(value.get("broadcast"))
        self._calendars([said] if said else [])
        return {**said, "poster": asdict(poster) if poster else None} if said else None

    def _live_coming(self, value, block_id):
        coming = self.lookup.broadcasts.coming()
        self._calendars(coming)
        return {"title": value.get("title") or "直播预告", "broadcasts": coming}

    def _calendars(self, said: list[dict]) -> None:
        """The dates to keep go into the release as files."""
        for one in said:
            if one["calendar"]:
                asset = self.lookup.broadcasts.calendars[one["calendar"]]
                self.assets[asset.path] = asset

    def _related(self, value, block_id):
        documents = self.documents(int(pk) for pk in entries(value.get("pages")) if pk)
        return {"title": value.get("title") or "相关内容", "documents": documents} if documents else None
