"""Finding a needle on PostgreSQL: a GIN index gives the candidates, a substring test makes it exact.

Phrase search would not do: a tsvector keeps at most 255 positions of a token and none beyond 16,383, and a work
report is longer. So the vectors hold tokens without positions (small), and the ordered stream stands beside them.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from modelsearch.conf import get_app_config

from .text import WORD, Needle

COLUMNS = ["title", "body", "autocomplete", "title_text", "body_text"]
AUTOCOMPLETE_BEGINS = "\f"  # the table has no text column for autocomplete; it shares the one of the body
MAX_VECTOR_BYTES = 900_000  # PostgreSQL refuses a vector of 1 MB, and saving a page must never fail for that


class _Part(Func):
    function = "split_part"
    output_field = TextField()


TITLE_TEXT = F("title_text")
BODY_TEXT = _Part(F("body_text"), Value(AUTOCOMPLETE_BEGINS), Value(1))
_TEXTS = {
    "title": TITLE_TEXT,
    "body": BODY_TEXT,
    "autocomplete": _Part(F("body_text"), Value(AUTOCOMPLETE_BEGINS), Value(2)),
}


def columns(title: str, body: str, autocomplete: str) -> dict:
    return {
        "title": _vector(title),
        "body": _vector(body),
        "autocomplete": _vector(autocomplete),
        "title_text": title,
        "body_text": body + AUTOCOMPLETE_BEGINS + autocomplete,
    }


def _vector(stream: str) -> Func:
    """The set of tokens as they are: no text search configuration, no locale, has a say in it."""
    kept, size = [], 0
    for token in dict.fromkeys(stream.split()):
        size += len(token.encode()) + 1
        if size > MAX_VECTOR_BYTES:
            break
        if not token.startswith(WORD):
            kept.append(token)
    array = Value(kept, output_field=ArrayField(TextField()))
    return Func(array, function="array_to_tsvector", output_field=SearchVectorField())


class _TokenQuery(SearchQuery):
    """A tsquery taken literally instead of parsed by a text search configuration."""

    def __init__(self, needle: Needle) -> None:
        last = len(needle.tokens) - 1
        self.literal = " & ".join(
            f"'{token}'{':*' if needle.open_end and i == last else ''}"
            for i, token in enumerate(needle.tokens)
        )
        super().__init__(self.literal)

    def as_sql(self, compiler, connection, *args, **kwargs):
        return "%s::tsquery", [self.literal]


def entries_with(needle: Needle, where: list[str]):
    """Index entries whose columns `where` contain the needle."""
    found = Q()
    for column in where:
        position = StrIndex(_TEXTS[column], Value(needle.stream))
        found |= Q(**{column: _TokenQuery(needle)}) & Q(GreaterThan(position, 0))
    return get_app_config().get_model("IndexEntry")._default_manager.filter(found)
