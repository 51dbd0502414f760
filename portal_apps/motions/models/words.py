"""The words of an item as they are found. Derived: kept in the transaction that changes them, can be made anew."""

from collections.abc import Sequence

from django.db import connection, models
from django.db.models import Lookup

from ..finding.letters import grams
from .items import Item


class WordsField(models.TextField):
    """Folded text with an index of its letters and pairs of letters."""


@WordsField.register_lookup
class Holds(Lookup):
    """`text__holds=(["near"], ["停车", "充电桩"])`: rows for these audiences that hold every word. On SQLite exact; on
    PostgreSQL of a word longer than two letters all pairs are there, which `contains` makes exact."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_postgresql(self, compiler, connection):
        held, wanted = _held(*self.rhs)
        key = f'{compiler.quote_name_unless_alias(self.lhs.alias)}."id"'
        return f"{key} = ANY(ARRAY({held}))", wanted

    def as_sqlite(self, compiler, connection):
        match = " AND ".join(f'"{as_tokens(needle)}"' for needle in self.rhs[1])
        found = "SELECT rowid FROM motions_words_fts WHERE motions_words_fts MATCH %s"
        return f'{compiler.quote_name_unless_alias(self.lhs.alias)}."id" IN ({found})', [match]


def _held(audiences: Sequence[str], needles: Sequence[str]) -> tuple[str, list[list[str]]]:
    """For PostgreSQL: the statement that asks the index, and what it asks for."""
    wanted = list(dict.fromkeys(gram for needle in needles for gram in grams(needle)))
    rows = (f"SELECT motions_holding_{Words.Audience(one).value}(%s::text[])" for one in audiences)
    return " UNION ALL ".join(rows), [wanted] * len(audiences)


def how_many(audiences: Sequence[str], needles: Sequence[str], most: int) -> int:
    """Rows `text__holds` finds, counted no further than `most`."""
    if connection.vendor == "sqlite":
        return Words.objects.filter(text__holds=(audiences, needles)).values("pk")[:most].count()
    held, wanted = _held(audiences, needles)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({held} LIMIT %s) AS held", [*wanted, most])
        return cursor.fetchone()[0]


def as_tokens(text: str) -> str:
    """For FTS5: a token for each letter, and one that separates words; codes, because its tokeniser drops rare letters."""
    return " ".join("w" if char == " " else f"{ord(char):x}" for char in text)


class Words(models.Model):
    """For those who read it whole (`near`), and once more for those who read what the public reads (`open`)."""

    class Audience(models.TextChoices):
        NEAR = "near", "相关的人"
        OPEN = "open", "公众"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="words")
    audience = models.CharField("给谁看的", max_length=4, choices=Audience)
    title = models.CharField("标题", max_length=200)
    text = WordsField("文字")

    class Meta:
        verbose_name = verbose_name_plural = "检索用的文字"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["item", "audience"], name="motions_words_once")]
