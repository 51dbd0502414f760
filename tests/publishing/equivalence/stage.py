"""The real publisher under test: its folder, its theme, its settings, and what may happen to them."""

import difflib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publishing.build import Built, Setup
from publishing.contract import Document
from publishing.release.activate import finished_releases, publisher_lock
from publishing.release.layout import walk
from publishing.release.rollback import roll_back
from publishing.release.verifying import verify
from publishing.rendering.render_run import PublishError
from publishing.rendering.theme import load_theme
from tests.publishing.factory import SIGNER, SITE_URL, THEME, Publisher
from tests.publishing.test_build import same_for_readers
from tests.publishing.test_site_server import Browser

from . import killing
from .documents import FILES
from .world import STRUCTURE, World

QUERIES = ("常务委员会", "标题", "第1", "改后", "摘要", "news 3", "部分", "没有的词")
TEMPLATES = {
    "templates/base.html": ("<footer>", '<footer class="v{}">'),
    "templates/pages/item.html": ("<h1>", '<h1 class="v{}">'),
    "templates/pages/column.html": ("<h1>", '<h1 class="v{}">{{{{ as_of }}}} '),
    "templates/pages/gone.html": ("<p>", '<p class="v{}">'),
    "templates/parts/cards.html": ("<li>", '<li class="v{}">'),
    "templates/parts/blocks.html": ('<a href="{{ one.path }}">', '<a class="v{}" href="{{{{ one.path }}}}">'),
    "static/css/page.css": ("40em", "{}em"),
    "translations/en.json": ("Newer", "Newer {}"),
}


class Stage:
    """`site` is the publisher that goes on in memory; `world` what the CMS holds."""

    def __init__(self, root: Path):
        self.root, self.world = root, World()
        self.theme = root / "theme"
        shutil.copytree(THEME, self.theme)
        self.site_url, self.options = SITE_URL, {}
        self.sites = [Publisher(root / "site", self.theme), Publisher(root / "site", self.theme)]
        for data in FILES.values():
            (self.paths.assets / hashlib.sha256(data).hexdigest()).write_bytes(data)
        self.public: dict[str, Document] = {}  # what readers must see
        self.problems: list = []
        self.comparisons, self.acts = 0, 300
        self.old_state = b""

    @property
    def site(self) -> Publisher:
        return self.sites[0]

    @property
    def paths(self):
        return self.site.paths

    def setup(self, site: Publisher) -> Setup:
        theme = load_theme(self.theme)
        return replace(site.setup, theme=theme, site_url=self.site_url, options=dict(self.options))

    # --- publishing ----------------------------------------------------------------------------------------
    def publish(self, *, full: bool = False) -> Built:
        """One run with everything that waits."""
        made: list[Built] = []
        try:
            self.acts = killing.count(lambda: made.append(self._run(full=full)))
        except PublishError as refused:  # links broken by no single document: somebody lets them out by name
            if "打不开" not in str(refused):
                raise
            made.append(self._run(full=full, override_links="值班员：先放行"))
        built = made[0]
        for name, value in self.world.waiting.items():
            if name not in built.held:
                self.public.pop(name, None)
                if isinstance(value, Document):
                    self.public[name] = value
        self.world.settle(built.held)
        self.problems = built.problems
        self.check_readers(built)
        return built

    def _run(self, **how: Any) -> Built:
        world = self.world
        self.site.setup = self.setup(self.site)
        documents = [value for value in world.waiting.values() if value is not None]
        return self.site.publish(
            *documents,
            drop=tuple(name for name, value in world.waiting.items() if value is None),
            as_of=world.as_of,
            moved=world.redirects(),
            sets=[group & world.waiting.keys() for group in world.sets],
            **how,
        )

    def publish_and_die(self, thousandth: int) -> None:
        """kill -9 somewhere between the first and the last lasting act of a run."""
        before = self.site.files() if self.paths.current.exists() else {}

        def work() -> None:
            with suppress(PublishError):
                self._run()

        finished = killing.in_child(work, self.acts * thousandth // 1000)
        if self.paths.current.exists():
            served = self.site.files()
            assert finished or served == before or "manifest.json" in served
            self.check_whole()

    # --- what happens to a publisher -----------------------------------------------------------------------
    def restart(self) -> None:
        self.sites[0] = Publisher(self.root / "site", self.theme)

    def take_turns(self) -> None:
        self.sites.reverse()

    def damage_state(self, how: int) -> None:
        """Lost, garbage, cut off, or brought back from an old backup. The next process finds it so."""
        state = self.paths.state
        data = state.read_bytes() if state.exists() else b""
        damaged = (None, b"not a database at all", data[: len(data) // 2], self.old_state, b"")[how % 5]
        self.old_state = data or self.old_state
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(f"{state}{suffix}").unlink(missing_ok=True)
        if damaged is not None:
            state.write_bytes(damaged)
        self.restart()

    def roll_back(self, number: int) -> None:
        """Readers get an older release again; what the CMS says goes on from there."""
        names = finished_releases(self.paths)
        name = names[number % len(names)]
        with publisher_lock(self.paths):
            roll_back(self.paths, name, self.site.setup.signer)
        older = {file: Path(place).read_bytes() for file, place in walk(self.paths.releases / name)}
        same_for_readers(self.site.files(), older)
        self.check_whole()

    def break_theme(self) -> None:
        """Nobody can make a page with this theme: no release, the old one stays."""
        before, file = self.site.files(), self.theme / "templates/base.html"
        sound, stamp = file.read_text("utf-8"), file.stat().st_mtime_ns
        try:
            for text in (sound + "{{ nobody.knows.this }}", sound):
                stamp += 1_000_000_000
                file.write_text(text, "utf-8")
                os.utime(file, ns=(stamp, stamp))
                if text != sound:
                    with pytest.raises(PublishError):
                        self._run()
        finally:
            file.write_text(sound, "utf-8")
            os.utime(file, ns=(stamp, stamp))
        assert self.site.files() == before

    def change_theme(self, which: int, value: int) -> None:
        name, (old, new) = sorted(TEMPLATES.items())[which % len(TEMPLATES)]
        text = (THEME / name).read_text("utf-8")
        assert old in text, (name, old)
        changed = text.replace(old, new.format(value)) if value % 7 else text
        target = self.theme / name
        stamp = target.stat().st_mtime_ns if target.exists() else 0
        target.write_text(changed, "utf-8")
        os.utime(target, ns=(stamp + 1_000_000_000, stamp + 1_000_000_000))

    # --- what must be true ---------------------------------------------------------------------------------
    def check_readers(self, built: Built) -> None:
        """Every public document answers under its address with its own words."""
        for one in self.public.values():
            if one.kind not in STRUCTURE:
                text = self.site.read(f"{one.path.lstrip('/')}index.html")
                assert one.title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in text, one

    def check_whole(self) -> None:
        """Whatever is served is one whole release."""
        report = verify(self.paths.current.resolve(), SIGNER.ring)
        assert report.good, report.faults

    def compare(self) -> None:
        """The incremental site beside a full build of the same snapshot in another folder."""
        self.publish()
        elsewhere = self._elsewhere()
        full = elsewhere.rebuild()
        assert_same(self.site.files(), elsewhere.files())
        found = [problem for problem in self.problems if "已破例放行" in problem.message]
        assert found == full.problems, f"incremental: {found}\nfull: {full.problems}"
        one, other = Browser(self.site.paths.root), Browser(elsewhere.paths.root)
        for query in QUERIES:
            for locale in ("", "/en"):
                asked = f"{locale}/search/", f"q={query}"
                assert one.get(*asked)["body"] == other.get(*asked)["body"], asked
        self.check_whole()
        self.comparisons += 1

    def _elsewhere(self) -> Publisher:
        shutil.rmtree(self.root / "elsewhere", ignore_errors=True)
        elsewhere = Publisher(self.root / "elsewhere", self.theme)
        elsewhere.setup = self.setup(elsewhere)
        shutil.copytree(self.paths.assets, elsewhere.paths.assets, dirs_exist_ok=True)
        backup(self.paths.snapshot, elsewhere.paths.snapshot)
        return elsewhere


def backup(snapshot: Path, copy: Path) -> None:
    """What another machine gets: the file with all that is still in its journal."""
    source, target = sqlite3.connect(snapshot), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.close()


def assert_same(incremental: dict[str, bytes], full: dict[str, bytes]) -> None:
    """As `same_for_readers`, and says in which line they differ."""
    try:
        same_for_readers(incremental, full)
    except AssertionError:
        raise AssertionError("\n".join(_differences(incremental, full))) from None


def _differences(incremental: dict[str, bytes], full: dict[str, bytes]) -> Iterator[str]:
    for file in sorted(incremental.keys() | full.keys()):
        made_of_others = file.startswith(".well-known/manifest") or file.endswith((".gz", ".br"))
        if made_of_others or incremental.get(file) == full.get(file):
            continue
        if file not in full or file not in incremental:
            yield f"{file} only in the {'incremental' if file in incremental else 'full'} site"
            continue
        made, wanted = (one[file].decode("utf-8", "replace").splitlines() for one in (incremental, full))
        yield f"{file}:"
        yield from list(difflib.unified_diff(made, wanted, "incremental", "full", n=0, lineterm=""))[2:12]
