"""Pelican's own generators, reading documents of the snapshot where they read files otherwise."""

from typing import Any

from pelican import Pelican
from pelican.generators import ArticlesGenerator, PagesGenerator

from ..generator import SnapshotGenerator
from .capture import CaptureWriter


class DocumentReaders:
    """Stands in for Pelican's readers: a "file" is the id of a document."""

    def __init__(self, run: Any):
        self.run = run

    def read_file(
        self, *, path: str, content_class: type, preread_signal, preread_sender, **more: Any
    ) -> Any:
        preread_signal.send(preread_sender)
        return self.run.documents.content(
            path, more["context"], more["context_signal"], more["context_sender"]
        )

    def save_cache(self) -> None:
        pass


class _FromSnapshot:
    settings: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.run = self.settings["STOCK_RUN"]
        self.readers = DocumentReaders(self.run)

    def get_cached_data(self, filename: str, default: Any = None) -> Any:
        return default

    def cache_data(self, filename: str, data: Any) -> None:
        pass

    def save_cache(self) -> None:
        pass

    def add_static_links(self, content: Any) -> None:
        pass  # would read every body; pictures and attachments come with their documents

    def check_disabled_readers(self) -> None:
        pass

    def watch_lists(self, *names: str) -> None:
        """Lists plugins were free to change until now: from here on it is noted who reads them."""
        for name in names:
            value = getattr(self, name)
            pairs = value.items() if hasattr(value, "items") else value
            watched = self.run.watched(name, pairs)
            setattr(self, name, dict(watched) if hasattr(value, "items") else watched)
            if name in self.context:  # type: ignore[attr-defined]
                self.context[name] = watched  # type: ignore[attr-defined]


class StockArticles(_FromSnapshot, ArticlesGenerator):
    def get_files(self, paths: Any, exclude: Any = (), extensions: Any = None) -> list[str]:
        return self.run.documents.articles

    def generate_output(self, writer: Any) -> None:
        self.run.env = self.env
        self.watch_lists("articles", "translations", "dates", "tags", "categories", "authors")
        super().generate_output(writer)

    def generate_feeds(self, writer: Any) -> None:
        pass  # planned with the other feeds, see `planning.feeds`


class StockPages(_FromSnapshot, PagesGenerator):
    def get_files(self, paths: Any, exclude: Any = (), extensions: Any = None) -> list[str]:
        return self.run.documents.pages

    def generate_output(self, writer: Any) -> None:
        self.watch_lists("pages")
        super().generate_output(writer)


class StockPelican(Pelican):
    """Pelican, with the two generators above in the place of those they stand for."""

    def __init__(self, settings: Any):
        super().__init__(settings)
        self.writer = CaptureWriter(self.output_path, self.settings)

    def _get_generator_classes(self) -> list[type]:
        """Without those that render pages of our own theme, which earlier runs of this process may have connected."""
        ours = {ArticlesGenerator: StockArticles, PagesGenerator: StockPages}
        found = [ours.get(one, one) for one in super()._get_generator_classes()]
        return [one for one in found if not issubclass(one, SnapshotGenerator)]

    def _get_writer(self) -> CaptureWriter:
        return self.writer
