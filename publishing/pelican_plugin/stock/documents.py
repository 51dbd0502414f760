"""Documents of the snapshot as Pelican's articles and pages: what stock themes and plugins know."""

import hashlib
from datetime import datetime
from typing import Any

from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from ...paths import release_file
from ...planning.site import Head, Site
from ...rendering.harden import HardenError, scan
from ...rendering.render import Renderer
from .watched import Watch, WatchedArticle, WatchedPage

LANGUAGES = {"zh-hans": "zh-cn"}
STRUCTURE = ("site", "home", "column")


class Documents:
    """`articles` and `pages` are ids, `made` the objects Pelican was given."""

    def __init__(self, site: Site, settings: Any, watch: Watch, renderer: Renderer):
        self.site, self.settings, self.watch, self.renderer = site, settings, watch, renderer
        self.made: dict[str, WatchedArticle | WatchedPage] = {}
        self._wrappers: dict[tuple[type, str], URLWrapper] = {}
        shown = [head for head in site.heads.values() if head["kind"] not in STRUCTURE]
        self.articles = [head["id"] for head in shown if self._is_article(head)]
        self.pages = [head["id"] for head in shown if not self._is_article(head)]

    def _is_article(self, head: Head) -> bool:
        """What Pelican calls an article has a date and a category; the others are pages."""
        return head["sequence"] > 0 and bool(self.site.ancestors(head))

    def content(self, document_id: str, context: Any, signal: Any, sender: Any) -> Any:
        """Pelican's object of a document, with the signal readers send before they make it."""
        head = self.site.heads[document_id]
        metadata = self._metadata(head)
        signal.send(sender, metadata=metadata)
        kind = WatchedArticle if self._is_article(head) else WatchedPage
        made: Any = kind.__new__(kind)
        # before plugins see it for the first time it knows how to get its body
        made.__dict__.update(
            watch=self.watch, document_id=document_id, make_body=lambda: self._body(document_id)
        )
        made.__init__(None, metadata, self.settings, f"{self.settings['PATH']}/{document_id}.html", context)
        self.made[document_id] = made
        return made

    def _body(self, document_id: str) -> str:
        """The text of a document. What no page may show is refused while a page is being rendered."""
        head = self.site.heads[document_id]
        html = self.renderer.body_html({**head, "body": self.site.body(document_id)})
        prefix = self.renderer.kit.theme.assets_prefix
        faults = scan(html, prefix).faults if self.watch.reads is not None else []
        if faults:
            raise HardenError("；".join(faults))
        return html

    def _metadata(self, head: Any) -> dict[str, Any]:
        column = next(iter(self.site.ancestors(head)), None)
        group = min([head["id"], *(other["id"] for other in self.site.translations(head))])
        author = head["author"] or head["source"]
        found: dict[str, Any] = {
            "title": head["title"],
            "summary": head["summary"],
            "slug": head["id"].replace(":", "-"),
            "url": head["path"].lstrip("/"),
            "save_as": release_file(head["path"]),
            "lang": LANGUAGES.get(head["locale"], head["locale"]),
            "status": "published",
            "translation_group": group,
            "tags": [self._wrapper(Tag, tag["slug"], tag["name"]) for tag in head["tags"]],
        }
        for name, value in (("date", head["published"]), ("modified", head["updated"])):
            if value:
                found[name] = datetime.fromisoformat(value)
        if author:
            mark = "a" + hashlib.sha256(author.encode()).hexdigest()[:8]
            found["authors"] = [self._wrapper(Author, mark, author)]
        if column:
            found["category"] = self._wrapper(Category, column["path"].strip("/"), column["title"])
        return found

    def _wrapper(self, kind: type, slug: str, name: str) -> URLWrapper:
        if (kind, slug) not in self._wrappers:
            made = kind(name, self.settings)
            made.slug = slug
            self._wrappers[kind, slug] = made
        return self._wrappers[kind, slug]
