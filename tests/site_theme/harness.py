"""Renders every template to files, with the files it links: a site to look at and to test without a release."""

import json
from dataclasses import asdict, is_dataclass
from pathlib import Path
from types import SimpleNamespace

from publishing.rendering.theme import Theme

from . import broadcast, pictures
from .contexts import Page, pages
from .samples import FILLS, Fill

NOTICE = """{"title": "Heavy rain: the hearing moves to Friday", "href": "/en/site-notice/", "level": "urgent",
 "label": "Site notice", "datetime": "2026-11-22T08:30+08:00", "shown": "2026-11-22 08:30"}"""
THEME = Path(__file__).resolve().parents[2] / "site_theme"


def load() -> Theme:
    """The theme in the engine's own environment."""
    return Theme(THEME)


def render(theme: Theme, page: Page) -> str:
    """A page as the engine renders it: documents are plain values, the body goes through `parts/blocks.html`."""
    context = dict(page.context)
    theme.page.locale = context["locale"]
    theme.page.site = SimpleNamespace(card=context.pop("card"))
    doc = context.get("doc")
    if is_dataclass(doc):
        doc = context["doc"] = asdict(doc)
        content = theme.env.get_template("parts/blocks.html").render(context) if doc["body"] else ""
        context.setdefault("article", SimpleNamespace(content=content))
    return theme.env.get_template(f"pages/{page.template}.html").render(context)


def write_site(folder: Path, fills: tuple[Fill, ...] = FILLS) -> dict[str, str]:
    """Every page of every fill; returns name → path on the site (`typical/home` → `/typical/home.html`)."""
    theme = load()
    files = {f"/theme/{asset.file}": asset.data for asset in theme.assets.values()} | pictures.files()
    files |= {"/site-notice.json": b"{}\n", "/en/site-notice.json": NOTICE.encode()}
    files[broadcast.STANDING] = json.dumps(broadcast.SCHEDULED).encode()
    written = {}
    for fill in fills:
        for page in pages(fill):
            written[f"{fill.name}/{page.name}"] = path = f"/{fill.name}/{page.name}.html"
            files[path] = render(theme, page).encode()
    for name, data in files.items():
        path = folder / name[1:]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return written
