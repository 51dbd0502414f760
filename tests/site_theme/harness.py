"""Renders every template to files, with the files it links: a site to look at and to test, without the engine."""

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader

from publishing.jinja_filters import FILTERS

from . import pictures
from .contexts import Page, pages
from .samples import FILLS, Fill

THEME = Path(__file__).resolve().parents[2] / "site_theme"


def environment() -> Environment:
    """As the engine sets it up."""
    made = Environment(
        loader=FileSystemLoader(THEME / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(FILTERS)
    return made


def translations(locale: str) -> dict[str, str]:
    return json.loads((THEME / "translations" / "en.json").read_text("utf-8")) if locale == "en" else {}


def stylesheet() -> bytes:
    names = (THEME / "static/css/manifest.txt").read_text().split()
    return b"\n".join((THEME / "static/css" / name).read_bytes() for name in names)


@dataclass
class Theme:
    """The theme with its assets in place: `render(page)` gives the HTML."""

    jinja: Environment
    assets: dict[str, bytes]

    @classmethod
    def load(cls) -> "Theme":
        assets = {"css/site.css": stylesheet()}
        others = [*(THEME / "static/js").glob("*.js"), *(THEME / "static/img").glob("*.svg")]
        assets |= {f"{path.parent.name}/{path.name}": path.read_bytes() for path in others}
        return cls(environment(), assets)

    def asset(self, name: str) -> dict[str, str]:
        digest = base64.b64encode(hashlib.sha384(self.assets[name]).digest()).decode()
        return {"href": f"/static/{name}", "integrity": f"sha384-{digest}"}

    def render(self, page: Page) -> str:
        words = translations(page.context["locale"])
        context = {"_": lambda text: words.get(text, text), "asset": self.asset, **page.context}
        doc = context.get("doc")
        if "article" not in context and hasattr(doc, "body"):
            content = self.jinja.get_template("parts/blocks.html").render(context)
            context["article"] = SimpleNamespace(content=content)
        return self.jinja.get_template(f"pages/{page.template}.html").render(context)


def write_site(folder: Path, fills: tuple[Fill, ...] = FILLS) -> dict[str, str]:
    """Every page of every fill under `folder`; returns name → path on the site (`typical/home` → `/typical/home.html`)."""
    theme = Theme.load()
    written = {}
    for fill in fills:
        for page in pages(fill):
            path = folder / fill.name / f"{page.name}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(theme.render(page), "utf-8")
            written[f"{fill.name}/{page.name}"] = f"/{fill.name}/{page.name}.html"
    for name, data in [*((f"/static/{n}", d) for n, d in theme.assets.items()), *pictures.files().items()]:
        path = folder / name[1:]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return written
