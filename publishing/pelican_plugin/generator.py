"""Pelican's generator for our snapshot: renders the pages of the job with the theme's own environment."""

import logging
import traceback
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator

from ..make_way import asking
from ..planning.kit import PageSpec
from ..rendering.harden import HardenError
from ..rendering.phrases import phrase
from ..rendering.render import Renderer
from ..rendering.workers import in_copies, usable
from ..snapshot import Snapshot
from .job import Answer, RenderJob
from .writer import ReleaseWriter

logger = logging.getLogger(__name__)
STEP = 100  # pages between two reports of progress, and bodies read at once
LOGGED = 10  # faults told with all their lines: a broken template breaks every page
MANY = 400  # pages from which on a second process is worth its start
#: A plugin that listens to one of these may gather what it hears: it has to hear everything in one process.
HEARD = (
    signals.article_generator_write_article,
    signals.content_object_init,
    signals.content_written,
    signals.feed_generated,
    signals.feed_written,
)


class _ReadAhead:
    """Bodies of a stretch of pages, read at once; any other one by one."""

    def __init__(self, snapshot: Snapshot, ids: list[str]):
        self.snapshot, self.ready = snapshot, snapshot.bodies(ids)

    def __call__(self, document_id: str) -> list[dict[str, Any]]:
        found = self.ready.get(document_id)
        return self.snapshot.body(document_id) if found is None else found


class SnapshotGenerator(Generator):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.job: RenderJob = self.settings["RELEASE_JOB"]
        theme = self.job.kit.theme
        # Compiled templates outlive one run of Pelican: the warm publisher keeps the first environment.
        theme.pelican_env = theme.pelican_env or theme.equip(self.env)
        self.env = theme.pelican_env
        self.renderer = Renderer(self.job.kit, self.env, self.context)
        self._logged = 0
        signals.article_generator_init.send(self)

    def generate_output(self, writer: ReleaseWriter) -> None:
        job = self.job
        job.due.sort(key=attrgetter("near"))  # what one page needs and remembers, the next ones show again
        workers = usable(job.workers) if len(job.due) >= MANY else 1
        if workers < 2 or any(signal.receivers for signal in HEARD):
            for answer in self._render(job.due, writer, job.snapshot):
                job.take(answer)
            return
        self._warm_up()
        job.snapshot.share()
        in_copies(workers, lambda number: self._part(number, workers, writer), job.take)

    def _warm_up(self) -> None:
        """What every copy would otherwise do for itself: compile templates, load the dictionary of words."""
        for name in asking(self.env.list_templates(extensions=["html"]), 1):
            if not name.startswith("!"):  # Pelican's own themes
                self.env.get_template(name)
        phrase("会议")

    def _part(self, number: int, workers: int, writer: ReleaseWriter) -> Iterator[Answer]:
        """One stretch of pages of several, for the publisher to take in parts."""
        job = self.job
        size = -(-len(job.due) // workers)
        due = job.due[number * size : (number + 1) * size]
        if number == 0:
            yield from self._render(due, writer, job.snapshot)
            return
        job.become_copy()
        with Snapshot(job.snapshot.path, readonly=True) as snapshot:
            yield from self._render(due, writer, snapshot)

    def _render(self, due: list[PageSpec], writer: ReleaseWriter, snapshot: Snapshot) -> Iterator[Answer]:
        """An answer for each stretch; its bodies are read at once and dropped with it."""
        site = self.job.kit.site
        for start in range(0, len(due), STEP):
            stretch = due[start : start + STEP]
            self.job.progress(start / len(due), f"生成页面 {start}/{len(due)}")
            site.body = _ReadAhead(snapshot, [spec.owner for spec in stretch if spec.owner])
            for spec in asking(stretch, 20):
                self._attempt(spec, writer)
            yield self.job.answer()
        site.body = snapshot.body

    def _attempt(self, spec: PageSpec, writer: ReleaseWriter) -> None:
        failed = self.job.failed
        try:
            self._generate(spec, writer)
        except HardenError as error:
            failed.append((spec.file, str(error)))
        except OSError:  # the disk is at fault, no document
            raise
        except Exception as error:
            # One bad document must not stop the others, whatever is wrong with it.
            if self._logged < LOGGED:
                logger.warning("%s cannot be rendered\n%s", spec.path, traceback.format_exc())
            self._logged += 1
            failed.append((spec.file, f"页面 {spec.path} 无法生成：{error}"))

    def _generate(self, spec: PageSpec, writer: ReleaseWriter) -> None:
        page = self.job.kit.theme.page
        page.start(spec.locale)
        made = spec.make(self.renderer)
        if isinstance(made, str):
            writer.write_page(spec, made, None, page.reads)
            return
        article = made.get("article")
        if isinstance(article, Article) and signals.article_generator_write_article.receivers:
            signals.article_generator_write_article.send(self, content=article)
        text = self.renderer.template(spec, made)
        writer.write_page(spec, text, made["view"]["meta"], page.reads)
