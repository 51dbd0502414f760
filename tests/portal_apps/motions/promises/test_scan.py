"""What a reply promises is found with its day, its firmness and who; what is no promise is left alone."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_apps.motions.promises.scan import LONGEST, scan
from portal_apps.motions.promises.words import default_words, words_of

SIGNED = date(2026, 5, 6)
ROWS = [
    line.split("|", 3)
    for line in (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PROMISES = [row for row in ROWS if row[0] != "no"]
OTHERS = [row[3] for row in ROWS if row[0] == "no"]


@pytest.mark.parametrize(("firmness", "day", "who", "text"), PROMISES, ids=[row[3][:24] for row in PROMISES])
def test_a_promise_is_read(firmness, day, who, text):
    (found,) = scan(text, SIGNED).proposals
    assert (found.firmness, str(found.due_on or "-"), found.responsible or "-") == (firmness, day, who)
    assert found.asks == (("时限",) if day == "-" else ())
    assert found.reason


@pytest.mark.parametrize("text", OTHERS, ids=[text[:24] for text in OTHERS])
def test_what_is_no_promise_is_left_alone(text):
    assert not scan(text, SIGNED).proposals


def test_a_whole_reply_gives_its_promises_in_order_with_true_offsets():
    text = "\n".join(row[3] for row in ROWS)
    found = scan(text, SIGNED).proposals
    assert [text[one.start : one.end] for one in found] == [one.sentence for one in found]
    assert len(found) == len(PROMISES)


def test_why_a_sentence_was_passed_over_is_said():
    reading = scan("如发现违规行为，我局将依法处理。您建议尽快修建人行天桥。", SIGNED)
    assert [one.why for one in reading.passed_over] == ["有条件才做，不是定下的事", "复述代表的要求"]


def test_without_a_day_one_is_asked_for_with_the_word_that_stands_for_it():
    (found,) = scan("我局将尽快完善设施。", SIGNED).proposals
    assert (found.due_on, found.due_text, found.asks) == (None, "尽快", ("时限",))
    assert found.reason == "“尽快”不是期限，请写明日期"


def test_a_span_from_an_event_has_no_day_yet():
    (found,) = scan("我局将在验收合格后3个月内完成移交。", SIGNED).proposals
    assert found.due_on is None
    assert "签发时还不知道" in found.reason


def test_a_day_without_a_year_is_the_next_one():
    assert scan("我局将于3月15日前完成。", SIGNED).proposals[0].due_on == date(2027, 3, 15)
    assert scan("我局将于5月6日前完成。", SIGNED).proposals[0].due_on == SIGNED


def test_of_several_days_the_last_one_counts_and_the_others_are_named():
    (found,) = scan("我局将于8月底前完成设计，12月底前完成施工。", SIGNED).proposals
    assert found.due_on == date(2026, 12, 31)
    assert "8月底前" in found.reason


def test_working_days_follow_the_calendar_that_is_given():
    def ours(day, count):
        return date(2026, 7, 1)

    assert scan("我局将在20个工作日内完成。", SIGNED, after_working_days=ours).proposals[0].due_on == date(
        2026, 7, 1
    )


def test_an_office_may_hold_other_words():
    import tomllib

    from portal_apps.motions.promises import words as module

    data = tomllib.loads((Path(module.__file__).parent / "defaults.toml").read_text(encoding="utf-8"))
    data["terms"]["汛期前"] = "06-01"
    mine = words_of(data)
    assert scan("我局将于汛期前完成清淤。", SIGNED, mine).proposals[0].due_on == date(2026, 6, 1)


LANGUAGE = st.sampled_from(
    [row[3] for row in ROWS]
    + [
        *"将会拟的，。；“”《》（）\n 　",
        "2026年",
        "13月",
        "2月30日",
        "三百个月内",
        "明年",
        "底前",
        "99日",
        "十四五期间",
        "如",
        "𠮷",
    ]
)


@given(st.lists(LANGUAGE, max_size=12).map("".join), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_offsets_are_true_and_no_day_is_before_the_signature(text, signed):
    reading = scan(text, signed)
    for one in (*reading.proposals, *reading.passed_over):
        assert text[one.start : one.end] == one.sentence
    for one in reading.proposals:
        assert one.due_on is None or one.due_on >= signed
        assert 0 < len(one.promise) <= LONGEST
        assert one.firmness in default_words().firmness.values()


@given(st.text(max_size=400), st.dates())
def test_no_text_breaks_it(text, signed):
    scan(text, signed)


def test_a_reply_of_ten_thousand_characters_without_an_end_is_read():
    assert not scan("将会拟计划" * 2000, SIGNED).proposals
    assert scan("我局将于年底前完成。" * 1000, SIGNED).proposals[-1].end == 10_000
