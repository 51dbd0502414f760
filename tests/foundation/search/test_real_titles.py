"""Random pieces of real headlines, and of whole articles, are found exactly where they stand."""

import json
import os
import random
from pathlib import Path

import pytest
from wagtail.models import Page

from cms.pages.models import NewsPage
from foundation.search.text import fold, needles

from .test_recall import TITLES

SHARED = Path(os.environ.get("SPC_SHARED_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))


def headlines() -> list[str]:
    """Real ones where the shared data is at hand, else our own: the rule must hold for both."""
    source = SHARED / "news" / "cctv_news.jsonl"
    if not source.exists():
        return TITLES
    return [json.loads(line)["title"] for line in source.read_text(encoding="utf-8").splitlines()[:300]]


def cuts_no_latin_word(text: str, start: int, end: int) -> bool:
    """Latin words are found whole, so a piece of one is no fair query."""
    return not any(
        0 < edge < len(text) and fold(text[edge - 1]).islower() and fold(text[edge]).islower()
        for edge in (start, end)
    )


def pieces(texts: list[str], count: int):
    """Random substrings of 1 to 6 characters, without blanks (they divide a query) and with something to find."""
    chooser = random.Random(11)
    while count:
        text = chooser.choice(texts)
        start = chooser.randrange(len(text))
        end = min(len(text), start + chooser.randint(1, 6))
        query = text[start:end]
        if (
            not query.split()
            or " " in fold(query)
            or not needles(query)
            or not cuts_no_latin_word(text, start, end)
        ):
            continue
        count -= 1
        yield query


@pytest.fixture
def corpus(db) -> list[str]:
    Page.objects.filter(depth__gt=1).delete()
    root = Page.objects.get(depth=1)
    titles = headlines()
    for number, title in enumerate(titles):
        root.add_child(
            instance=NewsPage(title=title[:255], slug=f"n{number}", summary="麒麟概要" if number == 7 else "")
        )
    return titles


def bare(text: str) -> str:
    """Text as search compares it: folded; every run of punctuation counts as the same border."""
    return "".join(c if c.isalnum() else " " for c in fold(text))


def test_pieces_of_headlines_are_found_exactly(corpus):
    for query in pieces(corpus, 300):
        found = {page.title for page in Page.objects.search(query)}
        typed = {page.title for page in Page.objects.autocomplete(query)}
        wanted = {title for title in corpus if fold(query) in fold(title)}
        assert wanted <= found, query
        assert wanted <= typed, query
        if query.isalnum():
            assert found - wanted == set(), query
            assert typed - wanted == set(), query
        else:  # 「》的」 also finds 「，的」: which mark it is does not matter
            parts = bare(query).split()
            assert all(part in bare(title) for title in found for part in parts), query


def test_a_word_of_the_summary_is_found(corpus):
    assert [page.title for page in Page.objects.search("麟概")] == [corpus[7]]
