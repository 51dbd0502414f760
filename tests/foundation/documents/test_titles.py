"""A long title breaks between words, into lines of like length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.documents.text import clean, one_line, width
from foundation.documents.titles import lines_of


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于垃圾分类的答复", ["关于垃圾分类的答复"]),
        ("关于市十六届人大三次会议第41号建议的答复", ["关于市十六届人大", "三次会议第41号建议的答复"]),
        ("关于市十六届人大闭会期间第123号建议的答复", ["关于市十六届人大闭会期间", "第123号建议的答复"]),
        ("", []),
    ],
)
def test_words_stay_whole(title, lines):
    assert lines_of(title) == lines


@given(st.text(st.sampled_from("关于市十六届人大次会议第号建议答复的（）《》，a1 𠮷㛃"), max_size=120))
def test_nothing_is_lost_and_no_line_is_too_wide(title):
    lines = lines_of(title)
    assert "".join(lines) == one_line(title)
    assert all(width(line) <= 19 for line in lines)


@given(st.text(max_size=300))
def test_any_text_at_all_breaks(title):
    assert "".join(lines_of(title)) == one_line(title)


@given(st.text())
def test_clean_text_can_be_written_as_xml(text):
    from lxml import etree

    element = etree.Element("t")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element)).text in {clean(text), None}
