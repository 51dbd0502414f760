"""Which hit comes first: the exact title, then titles that contain the query, then real words over accidents.

A word is what rjieba takes for one: searching 议案, a text about 议案 beats one where 会议案例 holds it by chance.
The score is plain SQL over the stored token stream, so both databases order alike.
"""

from django.db.models import Case, CharField, FloatField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Length, Replace, StrIndex
from django.db.models.lookups import Exact, GreaterThan
from modelsearch.conf import get_app_config
from modelsearch.utils import get_descendants_content_types_pks

from .index import engine
from .text import BARRIER, Needle, tokens, words

EXACT_TITLE, TITLE_BEGINS, TITLE_HAS, TITLE_WORD, BODY_WORD = 1000.0, 8.0, 16.0, 6.0, 4.0
MAX_WORDS = 8  # more words no longer change the order, but each costs a pass over the texts found
HALF = 2.0  # so many occurrences in the body earn half of what endless ones would


def score(model, wanted: list[tuple[Needle, float]]):
    """An expression for a queryset of `model`."""
    if not wanted:
        return Value(0.0, output_field=FloatField())
    entry = (
        get_app_config()
        .get_model("IndexEntry")
        ._default_manager.filter(
            content_type__in=get_descendants_content_types_pks(model),
            object_id=Cast(OuterRef("pk"), CharField(max_length=50)),
        )
    )
    total = sum((_needle_score(needle, weight) for needle, weight in wanted), _exact_title(wanted))
    return Coalesce(
        Subquery(entry.annotate(_points=total).values("_points")[:1], output_field=FloatField()), Value(0.0)
    )


def _exact_title(wanted):
    """The whole query is the whole title."""
    whole = " ".join(" ".join(tokens(needle.text)) for needle, _ in wanted)
    return _when(StrIndex(engine.TITLE_TEXT, Value(f" {whole} {BARRIER}")), EXACT_TITLE, at=1)


def _needle_score(needle: Needle, weight: float):
    position = StrIndex(engine.TITLE_TEXT, Value(needle.stream))
    total = _when(position, TITLE_HAS * weight) + _when(position, TITLE_BEGINS * weight, at=1)
    for word in list(dict.fromkeys(words(needle.text)))[:MAX_WORDS]:
        length = (len(word) - 1) * weight  # longer words are rarer, so they say more
        token = f" {word}"
        total += _when(StrIndex(engine.TITLE_TEXT, Value(f"{token} ")), TITLE_WORD * length)
        total += _saturated(_occurrences(engine.BODY_TEXT, token), BODY_WORD * length)
    return total


def _when(position, points: float, *, at: int | None = None):
    test = GreaterThan(position, 0) if at is None else Exact(position, at)
    return Case(When(test, then=Value(points)), default=Value(0.0), output_field=FloatField())


def _occurrences(text, token: str):
    text = Coalesce(text, Value(""))
    without = Replace(text, Value(f"{token} "), Value(" "))
    return Cast(Length(text) - Length(without), FloatField()) / Value(float(len(token)))


def _saturated(count, points: float):
    return Value(points) * count / (count + Value(HALF))
