"""Pelican's generator for our snapshot: renders the pages of the job with the theme's own environment."""

import logging
import traceback

from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator

from ..planning.kit import PageSpec
from ..rendering.harden import HardenError
from ..rendering.render import Renderer
from .job import Failure, RenderJob
from .writer import ReleaseWriter

logger = logging.getLogger(__name__)
STEP = 50  # pages between two reports of progress


class SnapshotGenerator(Generator):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.job: RenderJob = self.settings["RELEASE_JOB"]
        theme = self.job.kit.theme
        # Compiled templates outlive one run of Pelican: the warm publisher keeps the first environment.
        theme.pelican_env = theme.pelican_env or theme.equip(self.env)
        self.env = theme.pelican_env
        self.renderer = Renderer(self.job.kit, self.env, self.context)
        signals.article_generator_init.send(self)

    def generate_output(self, writer: ReleaseWriter) -> None:
        for number, spec in enumerate(self.job.todo):
            if number % STEP == 0:
                self.job.progress(number / len(self.job.todo), f"生成页面 {number}/{len(self.job.todo)}")
            try:
                self._generate(spec, writer)
            except HardenError as error:
                self.job.failures.append(Failure(spec, str(error)))
            except Exception as error:
                # One bad document must not stop the others, whatever is wrong with it.
                logger.warning("%s cannot be rendered\n%s", spec.path, traceback.format_exc())
                self.job.failures.append(Failure(spec, f"页面 {spec.path} 无法生成：{error}"))

    def _generate(self, spec: PageSpec, writer: ReleaseWriter) -> None:
        page = self.job.kit.theme.page
        page.start(spec.locale)
        made = spec.make(self.renderer)
        if not spec.template:
            writer.write_page(spec, made, [], page.reads)
            return
        article = made.get("article")
        if isinstance(article, Article) and signals.article_generator_write_article.receivers:
            signals.article_generator_write_article.send(self, content=article)
        text = self.renderer.template(spec, made)
        writer.write_page(spec, text, made["view"]["meta"], page.reads)
