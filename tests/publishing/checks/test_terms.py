"""Finding terms: as a careful reader would, and as fast as the automaton."""

from hypothesis import given
from hypothesis import strategies as st

from publishing.services import TermAutomaton, TermRule

SMALL = st.text("甲乙丙丁", min_size=1, max_size=4)


def found(text: str, *rules: TermRule) -> list[str]:
    return [text[hit.start : hit.end] for hit in TermAutomaton(rules).find(text)]


@given(st.lists(SMALL, min_size=1, max_size=6, unique=True), st.text("甲乙丙丁。", max_size=40))
def test_it_finds_a_term_exactly_where_naive_search_finds_one(terms, text):
    automaton = TermAutomaton(TermRule(term, "forbidden") for term in terms)
    covered = {place for hit in automaton.find(text) for place in range(hit.start, hit.end)}
    naive = {
        place
        for term in terms
        for start in range(len(text))
        if text.startswith(term, start)
        for place in range(start, start + len(term))
    }
    assert covered == naive


@given(SMALL, st.text("子丑\u200b　 ", max_size=10), st.text("子丑", max_size=10))
def test_a_hit_points_at_the_term_in_the_unfolded_text(term, before, after):
    text = f"{before}{term}{after}"
    assert found(text, TermRule(term, "forbidden"))[0] == term


def test_blanks_and_invisible_characters_between_han_do_not_hide_a_term():
    assert found("这是禁　用\u200b 词。", TermRule("禁用词", "forbidden")) == ["禁　用\u200b 词"]


def test_full_width_and_capitals_count_as_the_plain_form():
    assert found("看ＡBc吧", TermRule("abc", "forbidden")) == ["ＡBc"]


def test_a_latin_term_is_a_word_of_its_own():
    assert found("USB接口", TermRule("sb", "forbidden")) == []
    assert found("SB接口", TermRule("sb", "forbidden")) == ["SB"]


def test_what_lies_inside_an_allowed_phrase_is_not_reported():
    rules = (TermRule("人大委员", "misspelt", "人大代表"), TermRule("人大委员会", "allowed"))
    assert found("人大委员会开会", *rules) == []
    assert found("人大委员开会", *rules) == ["人大委员"]


def test_a_right_form_that_contains_its_wrong_form_is_no_mistake():
    rule = TermRule("代表大会代表法", "misspelt", "人民代表大会代表法")
    assert found("《人民代表大会代表法》", rule) == []
    assert found("《代表大会代表法》", rule) == ["代表大会代表法"]


def test_a_term_does_not_reach_over_the_end_of_a_paragraph():
    assert found("禁用\n词", TermRule("禁用词", "forbidden")) == []


def test_no_rules_find_nothing():
    assert found("任何文字") == []
