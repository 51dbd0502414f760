"""Finding a needle on SQLite: an FTS5 phrase over the token stream is exact, whatever the length of the text."""

from django.db.models import F, Lookup
from modelsearch.conf import get_app_config

from .text import Needle

COLUMNS = ["title", "body", "autocomplete"]
TITLE_TEXT, BODY_TEXT = F("title"), F("body")


def columns(title: str, body: str, autocomplete: str) -> dict:
    """Triggers of modelsearch copy these into the FTS5 table."""
    return {"title": title, "body": body, "autocomplete": autocomplete}


class _Match(Lookup):
    """`table MATCH expression`. A Lookup, because SQLite refuses MATCH inside a comparison."""

    lookup_name = "chinese_match"

    def __init__(self, table: str, expression: str) -> None:
        self.table, self.expression = table, expression
        super().__init__(None, None)

    def as_sql(self, compiler, connection):
        return f'"{self.table}" MATCH %s', [self.expression]


def entries_with(needle: Needle, where: list[str]):
    """Index entries whose columns `where` contain the needle."""
    config = get_app_config()
    fts = config.get_model("SQLiteFTSIndexEntry")
    quoted = '"' + " ".join(needle.tokens) + '"'  # tokens hold letters and digits only
    match = f"{{{' '.join(where)}}} : {quoted}{' *' if needle.open_end else ''}"
    rows = fts.objects.filter(_Match(fts._meta.db_table, match)).values("index_entry_id")
    return config.get_model("IndexEntry")._default_manager.filter(pk__in=rows)
