"""Which letters count as the same, and what a query asks for."""

from hypothesis import given
from hypothesis import strategies as st

from portal_apps.motions.finding.letters import LONG, MOST, folded, grams, needles, stored
from portal_apps.motions.finding.marking import marked, snippet


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


def test_full_width_capitals_and_punctuation_do_not_matter():
    assert stored("第Ｂ132号、《停车场》") == "第b132号 停车场"
    assert needles("停车场，ＷＩＦＩ 停车场") == ["停车场", "wifi"]


def test_a_query_without_letters_asks_nothing():
    assert needles("%%% '' \"\" -- ；、") == []


@given(st.text(max_size=500))
def test_a_query_is_never_larger_than_it_may_be(query):
    asked = needles(query)
    assert len(asked) <= MOST
    assert all(0 < len(one) <= LONG and grams(one) for one in asked)


@given(
    st.text(alphabet="停车场公园<&x ", max_size=40),
    st.lists(st.text(alphabet="停车场x", min_size=1), max_size=3),
)
def test_marking_changes_nothing_but_marks(text, wanted):
    from html import unescape

    shown = marked(text, wanted)
    assert unescape(shown.replace("<mark>", "").replace("</mark>", "")) == text


def test_what_somebody_wrote_is_never_markup():
    assert marked("<b>停车</b>", ["停车"]) == "&lt;b&gt;<mark>停车</mark>&lt;/b&gt;"
    assert snippet(["甲" * 100 + "停车" + "乙" * 100], ["停车"]).startswith("…甲")
    assert snippet(["没有"], ["停车"]) == ""
