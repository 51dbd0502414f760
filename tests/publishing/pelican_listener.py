"""A Pelican plugin that writes down what it hears, as plugins for Pelican are written."""

from pelican import signals

NAMES = (
    *("initialized", "generator_init", "article_generator_init", "article_generator_preread"),
    *("article_generator_context", "content_object_init", "article_generator_pretaxonomy"),
    *("article_generator_finalized", "page_generator_finalized", "all_generators_finalized"),
    *("article_generator_write_article", "content_written", "article_writer_finalized", "finalized"),
    "feed_generated",
)
heard: list[tuple[str, object, dict]] = []


def _listener(name):
    def listen(sender, **given):
        text = {"text": given["content"].content} if name == "article_generator_write_article" else {}
        heard.append((name, sender, given | text))

    return listen


LISTENERS = {name: _listener(name) for name in NAMES}


def register():
    for name, listener in LISTENERS.items():
        getattr(signals, name).connect(listener)
