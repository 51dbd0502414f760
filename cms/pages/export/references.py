"""What a page points at: collected first for a whole batch, so that each kind of thing is read once."""

from dataclasses import dataclass, field

from .rich_text import links


def entries(value) -> list:
    """The values of a list block, in the form with ids and in the bare form."""
    return [
        v["value"] if isinstance(v, dict) and v.get("type") == "item" and "value" in v else v
        for v in value or []
    ]


@dataclass
class References:
    images: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    videos: set[str] = field(default_factory=set)
    broadcasts: set[str] = field(default_factory=set)

    def add_image(self, pk) -> None:
        if pk:
            self.images.add(int(pk))

    def add_html(self, source: str) -> None:
        for attributes in links(source):
            target = {"page": self.pages, "document": self.documents}.get(attributes.get("linktype") or "")
            if target is not None and str(attributes.get("id", "")).isdigit():
                target.add(int(attributes["id"]))

    def add_body(self, body: list[dict]) -> None:
        for block in body:
            collect = _COLLECTORS.get(block["type"])
            if collect:
                collect(self, block["value"] or {})

    def _gallery(self, value) -> None:
        for entry in entries(value):
            self.add_image(entry.get("image"))

    def _attachments(self, value) -> None:
        self.documents.update(int(pk) for pk in entries(value.get("files")) if pk)

    def _video(self, value) -> None:
        self.add_image(value.get("poster"))
        self.videos.update(str(key) for key in [value.get("video")] if key)

    def _live(self, value) -> None:
        self.add_image(value.get("poster"))
        self.broadcasts.update(str(key) for key in [value.get("broadcast")] if key)

    def _related(self, value) -> None:
        self.pages.update(int(pk) for pk in entries(value.get("pages")) if pk)


_COLLECTORS = {
    "rich_text": References.add_html,
    "image": lambda refs, value: refs.add_image(value.get("image")),
    "gallery": References._gallery,
    "attachments": References._attachments,
    "video": References._video,
    "live": References._live,
    "related": References._related,
}
