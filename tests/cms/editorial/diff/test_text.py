"""Differences between two texts lose nothing and read well."""

from hypothesis import given
from hypothesis import strategies as st

from cms.editorial.diff.text import Piece, diff_text

CHINESE = st.text(alphabet="市人大常委会举行第三十五次会议，审议条例。\n；“”12ab ", max_size=120)


@given(CHINESE, CHINESE)
def test_without_what_was_added_it_spells_the_old_text_and_without_what_was_deleted_the_new(old, new):
    pieces = diff_text(old, new)
    assert "".join(p.text for p in pieces if p.op != "add") == old
    assert "".join(p.text for p in pieces if p.op != "del") == new
    assert all(piece.text for piece in pieces)


@given(CHINESE)
def test_the_same_text_has_no_difference(text):
    assert all(piece.op == "same" for piece in diff_text(text, text))


def test_one_changed_character_is_shown_alone():
    assert diff_text("会议听取了三件草案的说明。", "会议审议了三件草案的说明。") == [
        Piece("same", "会议"),
        Piece("del", "听取"),
        Piece("add", "审议"),
        Piece("same", "了三件草案的说明。"),
    ]


def test_a_number_does_not_fall_apart_into_digits():
    assert diff_text("共 128 件", "共 168 件") == [
        Piece("same", "共 "),
        Piece("del", "128"),
        Piece("add", "168"),
        Piece("same", " 件"),
    ]


def test_two_sentences_with_nothing_in_common_are_not_knitted_together():
    assert diff_text("会议圆满结束了。", "天气预报说有雨。") == [
        Piece("del", "会议圆满结束了。"),
        Piece("add", "天气预报说有雨。"),
    ]


def test_a_long_article_with_one_new_sentence_is_compared_at_once():
    old = "".join(f"第{n}条　本条例自公布之日起施行，由市人民政府负责解释。\n" for n in range(600))
    new = old.replace("第300条　", "第300条　县级以上人大常委会应当加强监督。")
    assert [p for p in diff_text(old, new) if p.op != "same"] == [
        Piece("add", "县级以上人大常委会应当加强监督。")
    ]
