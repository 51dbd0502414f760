"""What a letter says: title, salutation, lines of the office."""

from dataclasses import replace
from datetime import date

import pytest

from portal_apps.motions.letters.letter import for_each, reply_title
from portal_apps.motions.letters.sample import LETTER


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        (("市", 16, 3, "41"), "关于市十六届人大三次会议第41号建议的答复"),
        (("市", 16, None, "12"), "关于市十六届人大闭会期间第12号建议的答复"),
        (("市", 15, 1, "第B（2025）174号"), "关于市十五届人大一次会议第B（2025）174号的答复"),
    ],
)
def test_titles_as_offices_write_them(asked, title):
    assert reply_title(*asked) == title


def test_a_second_reply_says_so():
    assert reply_title("市", 16, 3, "41", again=True).endswith("建议的再次答复")


def test_each_co_sponsor_gets_a_letter_of_their_own():
    letters = for_each(LETTER, ["张一", "李二", "王三"])
    assert [one.salutation for one in letters] == ["张一代表：", "李二代表：", "王三代表："]
    assert len({one.opening for one in letters}) == 1


def test_the_opening_does_not_say_suggestion_twice():
    assert "的建议”收悉" in replace(LETTER, subject="关于增绿的建议").opening
    assert "”的建议收悉" in replace(LETTER, subject="增加绿地").opening


def test_dates_are_written_in_full_without_leading_zeros():
    assert replace(LETTER, signed_on=date(2026, 3, 5)).date_line == "2026年3月5日"
    assert replace(LETTER, signed_on=None).date_line == "（未签发）"


def test_lines_without_content_are_left_out():
    bare = replace(LETTER, contact_unit="", contact_person="", contact_phone="", copies="", result="")
    assert (bare.contact_line, bare.copies_line, bare.result_line) == ("", "", "")
    assert replace(LETTER, contact_unit="").contact_line == "（联系人：王示例　电话：0000-00000000）"
    assert replace(LETTER, copies="抄送：市政府办公厅。").copies_line == "抄送：市政府办公厅。"
