"""Pelican's writer, with every file going into the draft folder of the release: whole, hashed, compressed."""

import io
import os

from pelican import signals
from pelican.writers import Writer

from ..planning.kit import PageSpec
from ..planning.plan import page_state
from ..rendering.harden import Scan, check_page, meta_part, scan
from .job import RenderJob


class ReleaseWriter(Writer):
    """`write_page` is for planned pages; `_open_w` catches what stock generators and plugins write."""

    @property
    def job(self) -> RenderJob:
        return self.settings["RELEASE_JOB"]

    def write_page(
        self, spec: PageSpec, text: str, meta: list[dict[str, str]] | None, reads: set[str]
    ) -> None:
        """Check a page, store it, remember what it depended on. Raises HardenError."""
        found = Scan()
        if spec.template:
            theme = self.job.kit.theme
            parts = [*(theme.page.memory.used if theme.page.memory else ())]
            found = scan(text, theme.assets_prefix, [meta_part(meta), *parts] if meta is not None else parts)
            if meta is not None:  # a stock theme follows rules of its own
                check_page(found, meta)
        self.job.draft.write(spec.file, text.encode())
        self.job.pages[spec.file] = page_state(self.job.kit, spec, reads, found.anchors, found.links)
        if signals.content_written.receivers and not self.job.kit.stock:
            signals.content_written.send(str(self.job.draft.folder / spec.file), context={})

    def _open_w(self, filename, encoding, override=False):
        relative = os.path.relpath(filename, self.output_path)
        return _Caught(lambda text: self.job.draft.write(relative, text.encode(encoding)))


class _Caught(io.StringIO):
    """A text file that hands its content over when it is closed."""

    def __init__(self, store):
        super().__init__()
        self._store = store

    def close(self) -> None:
        if not self.closed:
            self._store(self.getvalue())
        super().close()
