"""One run of Pelican over the snapshot with a stock theme and stock plugins: which pages there are, and their keys."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import meta
from pelican import signals
from pelican.contents import Content
from pelican.urlwrappers import URLWrapper

from ...paths import release_file
from ...planning.kit import PageSpec
from ...planning.site import digest
from ..generator import SnapshotGenerator
from ..process import quiet_pelican
from ..writer import ReleaseWriter
from .capture import Captured
from .documents import Documents
from .generators import StockPelican
from .keys import own, shallow
from .settings import stock_settings
from .watched import CONTENT, LIST, Watch, WatchedList

if TYPE_CHECKING:
    from ...planning.kit import Kit
    from ..job import RenderJob


class StockRun:
    """Made by the kit of a publish run when its theme is a stock one."""

    def __init__(self, kit: "Kit"):
        from ...rendering.render import Renderer

        self.kit, self.site, self.watch = kit, kit.site, Watch()
        self.lists: dict[str, WatchedList] = {}
        self.files: dict[str, bytes] = {}  # what plugins wrote
        self._hashes: dict[str, str] = {}
        self._closures: dict[str, tuple[str, frozenset[str]]] = {}
        self.settings: Any = None
        self.env: Any = None  # Pelican's, as plugins left it
        folder = Path(tempfile.mkdtemp(prefix="spc-stock-"))
        try:
            renderer = Renderer(kit, kit.theme.env, self._make_settings(folder))
            self.documents = Documents(self.site, self.settings, self.watch, renderer)
            self.captured = self._run_pelican(folder / "output")
        finally:
            shutil.rmtree(folder)

    # --- Pelican -------------------------------------------------------------------------------------------
    def _make_settings(self, folder: Path) -> Any:
        for name in ("content", "output"):
            (folder / name).mkdir()
        kit = self.kit
        where = str(folder / "content"), str(folder / "output")
        name = kit.facts["zh-hans"].name
        self.settings = stock_settings(
            kit.theme, *where, kit.site_url, kit.options, SITENAME=name, STOCK_RUN=self
        )
        return self.settings

    def _run_pelican(self, output: Path) -> dict[str, Captured]:
        with quiet_pelican():
            pelican = StockPelican(self.settings)
            pelican.run()
        self.context = pelican.writer.shared
        self.plugins = _code_hash(pelican.plugins)
        for file in sorted(file for file in output.rglob("*") if file.is_file()):
            self.files[file.relative_to(output).as_posix()] = file.read_bytes()
        return {one.file: one for one in pelican.writer.taken}

    def watched(self, name: str, values: Iterable[Any]) -> WatchedList:
        """A list of the site under its name, with the lists in it under names of their own."""
        made = [
            (one[0], self._list(f"{name}/{one[0].slug}", one[1]))
            if isinstance(one, tuple) and isinstance(one[0], URLWrapper)
            else one
            for one in values
        ]
        return self._list(name, made)

    def _list(self, name: str, values: Iterable[Any]) -> WatchedList:
        self.lists[name] = WatchedList(self.watch, name, values)
        return self.lists[name]

    # --- pages ---------------------------------------------------------------------------------------------
    def pages(self) -> Iterator[PageSpec]:
        """What Pelican's generators and plugins want in the site."""
        for page in self.captured.values():
            yield self._spec(page)
        for file, data in self.files.items():
            key, text = digest(hashlib.sha256(data).hexdigest()), data.decode("utf-8")
            yield PageSpec(f"/{file}", file, "zh-hans", "", key, "", _give(text), False)

    def _spec(self, page: Captured) -> PageSpec:
        about = page.variables.get("article") or page.variables.get("page")
        owner = about.document_id if isinstance(about, Content) else ""
        locale = self.site.heads[owner]["locale"] if owner else "zh-hans"
        whole = page.file == "index.html" or page.file.endswith("/index.html")
        path = "/" + (page.file.removesuffix("index.html") if whole else page.file)
        template = str(page.template.name).removesuffix(".html")
        return PageSpec(
            path, page.file, locale, template, self.key(page), owner, lambda renderer: self.render(page)
        )

    def page_of(self, head: Any) -> PageSpec:
        """The page of one document, or of a list, for the preview. Raises KeyError when there is none."""
        return self._spec(self.captured[release_file(head["path"])])

    def make(self, job: "RenderJob") -> None:
        """Render and write what is to be. Plugins heard everything already; only feeds are news to them."""
        settings = {**self.settings, "RELEASE_JOB": job, "OUTPUT_PATH": str(job.draft.folder)}
        with signals.generator_init.muted(), signals.article_generator_init.muted(), quiet_pelican():
            folders = settings["PATH"], settings["THEME"], settings["OUTPUT_PATH"]
            generator = SnapshotGenerator(dict(settings), settings, *folders)
        generator.generate_output(ReleaseWriter(settings["OUTPUT_PATH"], settings))

    # --- keys ----------------------------------------------------------------------------------------------
    def key(self, page: Captured) -> str:
        """Everything the page is given; what it reads of the rest of the site is noted while it is rendered."""
        closure, asked = self._closure(page.template.name or "")
        given = {
            name: shallow(page.variables[name] if name in page.variables else self.context.get(name))
            for name in sorted(asked)
            if name in page.variables or name in self.context
        }
        return digest(self.kit.base, self.kit.body_mark, self.plugins, closure, page.file, given)

    def read_hash(self, name: str) -> str:
        if name not in self._hashes:
            self._hashes[name] = self._hash(name)
        return self._hashes[name]

    def _hash(self, name: str) -> str:
        if name.startswith(LIST):
            values = self.lists.get(name.removeprefix(LIST), ())
            return digest([shallow(one) for one in list.__iter__(values)] if values else [])
        content = self.documents.made.get(name.removeprefix(CONTENT))
        if content is None:
            return ""
        return digest(self.site.heads[content.document_id]["sha"], own(content))

    def _closure(self, template: str) -> tuple[str, frozenset[str]]:
        """Hash of a template with all it names, and the variables they ask for, in Pelican's environment."""
        if template not in self._closures:
            sources: dict[str, str] = {}
            asked: set[str] = set()
            waiting = [template]
            while waiting:
                name = waiting.pop()
                if name in sources:
                    continue
                sources[name] = self.env.loader.get_source(self.env, name)[0]
                tree = self.env.parse(sources[name])
                asked |= meta.find_undeclared_variables(tree)
                for other in meta.find_referenced_templates(tree):
                    waiting += [other] if other else self.env.list_templates()
            self._closures[template] = digest(sources), frozenset(asked)
        return self._closures[template]

    # --- rendering -----------------------------------------------------------------------------------------
    def render(self, page: Captured) -> str:
        """The text of a page; what it looked at is in `kit.theme.page.reads` afterwards."""
        reads = self.kit.theme.page.reads
        self.watch.reads = reads
        try:
            return page.template.render({**self.context, **page.variables})
        finally:
            self.watch.reads = None


def _give(text: str) -> Callable[[Any], str]:
    return lambda renderer: text


def _code_hash(plugins: Iterable[Any]) -> str:
    """Pages made with other code of a plugin are made again."""
    found = {}
    for plugin in plugins:
        file = Path(import_module(plugin.__name__).__file__ or "") if hasattr(plugin, "__name__") else Path()
        files = sorted(file.parent.rglob("*.py")) if file.name == "__init__.py" else [file]
        for one in files:
            found[f"{plugin.__name__}:{one.name}"] = (
                hashlib.sha256(one.read_bytes()).hexdigest() if one.is_file() else ""
            )
    return digest(found)
