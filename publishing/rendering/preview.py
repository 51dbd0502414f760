"""One page exactly as readers will see it, without a release: the snapshot with the draft laid over it."""

import re
from collections.abc import Iterable
from typing import Any

from ..build import Setup
from ..contract import Document
from ..paths import ZONES
from ..planning.head import Head
from ..planning.home import home_pages
from ..planning.items import document_page
from ..planning.kit import Kit, PageSpec
from ..planning.lists import column_page
from ..snapshot import Snapshot
from .overlay import overlay
from .render import Renderer, pelican_settings

FILES = "/preview-files/"
ADDRESS = re.compile(r"""(\s(?:href|src|poster|action|srcset)=")([^"]*)(")""")
_settings: dict[tuple, dict[str, Any]] = {}


def render_page(setup: Setup, document: Document, others: Iterable[Document] = ()) -> str:
    """The page of `document`. `others` stand in for what it shows and is not published yet.

    Pictures and theme files get addresses under `FILES`, where the CMS serves them; links to other pages lead to
    the public site.
    """
    drafts = [*others, document]
    with Snapshot(setup.paths.snapshot, readonly=True) as snapshot, overlay(snapshot, drafts) as site:
        kit = Kit(site, setup.theme, setup.site_url, setup.options)
        renderer = Renderer(kit, setup.theme.env, _pelican(setup))
        html = renderer.render(_spec(kit, site.heads[document.id]))
    return with_preview_addresses(html, drafts, setup)


def _spec(kit: Kit, head: Head) -> PageSpec:
    if kit.stock:
        return kit.stock.page_of(head)
    if head["kind"] == "home":
        return next(spec for spec in home_pages(kit) if spec.owner == head["id"])
    if head["kind"] == "column":
        return column_page(kit, head)
    return document_page(kit, head)


def _pelican(setup: Setup) -> dict[str, Any]:
    """Pelican's settings take 5 ms to make; they are the same for every preview of a process."""
    key = (setup.theme.folder, setup.site_url)
    if key not in _settings:
        setup.paths.prepare()
        _settings[key] = pelican_settings(
            str(setup.theme.folder), str(setup.paths.empty), str(setup.paths.empty), setup.site_url
        )
    return _settings[key]


def with_preview_addresses(html: str, drafts: list[Document], setup: Setup) -> str:
    own = {asset.path: asset for draft in drafts for asset in draft.assets}

    def address(url: str) -> str:
        if not url.startswith("/") or url.startswith(("//", *ZONES)):
            return url
        if url.startswith(setup.theme.assets_prefix):
            return f"{FILES}theme/{url.removeprefix(setup.theme.assets_prefix)}"
        if url in own:
            return f"{FILES}asset/{own[url].sha256}.{url.rsplit('.', 1)[-1]}"
        is_file = "." in url.rsplit("/", 1)[-1].split("?")[0] and not url.endswith((".html", ".xml", ".json"))
        return f"{FILES}site{url}" if is_file else setup.site_url + url

    def attribute(match: re.Match[str]) -> str:
        if "srcset" in match[1]:
            parts = (part.strip().split(" ", 1) for part in match[2].split(","))
            value = ", ".join(" ".join([address(part[0]), *part[1:]]) for part in parts if part[0])
        else:
            value = address(match[2])
        return match[1] + value + match[3]

    return ADDRESS.sub(attribute, html)
