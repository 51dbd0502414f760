"""The site theme as the publisher, the preview and the search service see it: templates, words, static files."""

import hashlib
import json
import threading
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, meta

from .environment import quicken
from .jinja_filters import FILTERS
from .keep import Keep, Memory
from .theme_assets import ThemeAsset, build_assets, plain_assets

STOCK_PARTS = Path(__file__).parent / "stock_theme"
ENVIRONMENT: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}


class Page(threading.local):
    """What is being rendered now. Template globals read it, so macros imported without context work too.

    One per thread: preview and search render in several threads at once.
    """

    def __init__(self) -> None:
        self.locale = "zh-hans"
        self.site: Any = None  # publishing.planning.site.Site, for `card()`
        self.reads: set[str] = set()
        self.memory: Memory | None = (
            None  # parts made before in this run; none where pages are made one by one
        )

    def start(self, locale: str) -> None:
        """The next page begins."""
        self.locale, self.reads = locale, set()
        if self.memory:
            self.memory.start_page()


class Theme:
    """`more` are folders of families that bring templates and words of their own; the site's folder goes first."""

    def __init__(self, folder: Path, assets_prefix: str = "/theme/", more: tuple[Path, ...] = ()):
        self.folder = folder
        templates = folder / "templates"
        #: A theme made for Pelican itself. What such themes do not have, search and 410 notes, comes from us.
        self.is_stock = (templates / "article.html").is_file() and not (templates / "pages").is_dir()
        self.folders = (folder, *more, *([STOCK_PARTS] if self.is_stock else []))
        self.assets_prefix = assets_prefix
        self.page = Page()
        self.pelican_env: Environment | None = None  # Pelican's own, kept between runs
        self._closures: dict[str, tuple[str, frozenset[str]]] = {}
        self._parsed: dict[str, tuple[str, list[str | None], frozenset[str]]] = {}

    # --- templates -----------------------------------------------------------------------------------------
    @cached_property
    def env(self) -> Environment:
        """The plain environment, for where Pelican does not run: preview and search."""
        return self.equip(Environment(loader=self.loader, **ENVIRONMENT))

    @property
    def loader(self) -> FileSystemLoader:
        return FileSystemLoader([folder / "templates" for folder in self.folders])

    def equip(self, env: Environment) -> Environment:
        env.filters.update(FILTERS)
        env.auto_reload = False  # a changed theme is a new Theme
        if isinstance(env.loader, ChoiceLoader):  # Pelican's, which knows one folder
            env.loader.loaders = [self.loader, *env.loader.loaders]
        env.extend(page=self.page)  # before the extension, which else does without
        env.add_extension(Keep)
        quicken(env, self.translate)
        env.globals.update(self.globals)
        return env

    @cached_property
    def globals(self) -> dict[str, Any]:
        return {"_": self.translate, "asset": self.asset, "card": self.card}

    def translate(self, text: str) -> str:
        return self.words.get(self.page.locale, {}).get(text, text)

    def asset(self, name: str) -> dict[str, str]:
        if name not in self.assets:
            raise KeyError(f"主题里没有这个静态文件：{name}。请放进 static/ 或改模板。")
        asset = self.assets[name]
        return {"href": self.assets_prefix + asset.file, "integrity": asset.integrity}

    def card(self, document_id: str) -> dict[str, Any] | None:
        """A card asked for by a template: noted, because the page now depends on it."""
        self.page.reads.add(document_id)
        return self.page.site.card(document_id)

    def has(self, template: str) -> bool:
        return self.is_stock or template in self.page_templates

    @cached_property
    def page_templates(self) -> list[str]:
        """Names of the templates that make whole pages, and of the one that makes bodies."""
        folders = [folder / "templates" for folder in self.folders]
        found = {
            file.relative_to(folder).with_suffix("").as_posix()
            for folder in folders
            for file in sorted(folder.glob("pages/*.html"))
        }
        return ["parts/blocks", *sorted(found)]

    # --- what a page depends on ----------------------------------------------------------------------------
    def closure(self, template: str) -> tuple[str, frozenset[str]]:
        """Hash of a template with all it extends, includes and imports, and the variables they ask for."""
        if template not in self._closures:
            names: set[str] = set()
            self._collect(f"{template}.html", names)
            facts = [self._facts(name) for name in sorted(names)]
            text = json.dumps([source for source, _, _ in facts])
            mark = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
            self._closures[template] = mark, frozenset().union(*(asked for _, _, asked in facts))
        return self._closures[template]

    def _facts(self, name: str) -> tuple[str, list[str | None], frozenset[str]]:
        """Source of one template, the templates it names, the variables it asks for; parsed once."""
        if name not in self._parsed:
            source = self.env.loader.get_source(self.env, name)[0]  # type: ignore[union-attr]
            tree = self.env.parse(source)
            asked = frozenset(meta.find_undeclared_variables(tree))
            self._parsed[name] = f"{name}\n{source}", list(meta.find_referenced_templates(tree)), asked
        return self._parsed[name]

    def _collect(self, name: str, names: set[str]) -> None:
        if name in names:
            return
        names.add(name)
        for reference in self._facts(name)[1]:
            # A name made at run time may be any template.
            found = [reference] if reference else self.env.list_templates(extensions=["html"])
            for other in found:
                self._collect(other, names)

    # --- words and static files ----------------------------------------------------------------------------
    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for folder in reversed(self.folders):
            for file in sorted((folder / "translations").glob("*.json")):
                found.setdefault(file.stem, {}).update(json.loads(file.read_text("utf-8")))
        return found

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Templates and words, by name: the search service makes its pages with them."""
        found: dict[str, bytes] = {}
        for folder in self.folders[-1:] if self.is_stock else (self.folder,):
            for file in sorted(
                p for p in folder.rglob("*") if p.suffix in (".html", ".json") and p.is_file()
            ):
                found[file.relative_to(folder).as_posix()] = file.read_bytes()
        return found

    @cached_property
    def assets(self) -> dict[str, ThemeAsset]:
        return plain_assets(self.folder / "static") if self.is_stock else build_assets(self.folder / "static")

    @cached_property
    def common_hash(self) -> str:
        """What every page of the theme depends on besides its templates."""
        names = sorted((name, asset.file, asset.integrity) for name, asset in self.assets.items())
        text = json.dumps([names, self.words], sort_keys=True, ensure_ascii=False)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    @property
    def signature(self) -> tuple:
        """Changes when any file of the theme was touched: a warm process then loads the theme anew."""
        files = sorted(file for folder in self.folders for file in folder.rglob("*") if file.is_file())
        return tuple((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in files)


THEMES = 8  # kept by one process: the site's own, with others for its parts or a preview of a new one
_loaded: dict[tuple, tuple[tuple, Theme]] = {}


def load_theme(folder: Path, assets_prefix: str = "/theme/", more: tuple[Path, ...] = ()) -> Theme:
    """The theme of this process, compiled templates and all, as long as no file of it changes."""
    fresh = Theme(folder, assets_prefix, more)
    key, signature = (folder, assets_prefix, more), fresh.signature
    if key not in _loaded or _loaded[key][0] != signature:
        _loaded[key] = signature, fresh
        if len(_loaded) > THEMES:
            del _loaded[next(iter(_loaded))]
    return _loaded[key][1]
