"""The stored index: Wagtail's own entry table, filled with our tokens instead of raw text."""

from django.db import connection
from modelsearch.backends.database import SearchBackend as stock_backend
from modelsearch.conf import get_app_config
from modelsearch.utils import get_content_type_pk

from .indexer import searchable_texts
from .text import index_stream

if connection.vendor == "postgresql":
    from . import postgres as engine
else:
    from . import sqlite as engine  # type: ignore[no-redef]

_stock = stock_backend({})


class ChineseIndex(_stock.index_class):  # type: ignore[name-defined]
    """Writes entries by upsert, so that saving one object costs one statement."""

    def add_items(self, model, objs) -> None:
        if not model.get_search_fields():
            return
        content_type_id = get_content_type_pk(model)
        entry_model = get_app_config().get_model("IndexEntry")
        entries = [
            entry_model(content_type_id=content_type_id, object_id=str(obj.pk), **self._columns(obj))
            for obj in objs
        ]
        entry_model._default_manager.bulk_create(
            entries,
            batch_size=100,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=engine.COLUMNS,
        )

    def _columns(self, obj) -> dict:
        title, body, autocomplete = (index_stream(texts) for texts in searchable_texts(obj))
        return engine.columns(title, body, autocomplete)

    def _refresh_title_norms(self, full=False) -> None:
        """Our ranking does not use them; the stock version reads the whole table on every save."""


rebuilder_class = _stock.rebuilder_class
