"""The engine: what it calls shared is shared, and how items came into the index does not matter."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.similar.engine.common import Automaton
from foundation.similar.engine.ranking import Index
from foundation.similar.engine.segment import Damaged, Indexed, Segment, segment_bytes
from foundation.similar.engine.shared import Query
from foundation.similar.engine.terms import item_terms, query_terms
from foundation.similar.engine.text import letters
from foundation.similar.engine.verdict import Grade, grade, reason

CHARACTERS = "停车场路灯修窨井盖夜间施工噪声扰民请问关于Aａ1㎡m2，。 \n😀"
texts = st.text(CHARACTERS, max_size=40)
items = st.dictionaries(st.integers(1, 12), st.tuples(texts, texts), max_size=8)


def indexed(number: int, title: str, text: str) -> Indexed:
    return Indexed(number, "m", f"id-{number}", item_terms(title, text))


def index(*portions: dict, gone=()) -> Index:
    """Of several portions the first is the newest."""
    made = [Segment(segment_bytes([indexed(n, *two) for n, two in one.items()], gone)) for one in portions]
    return Index(made)


def ranked(index: Index, title: str, text: str = ""):
    return index.ranked(query_terms(title, text), {"m"})


@given(st.text("甲乙丙", max_size=12), st.text("甲乙丙", max_size=12), st.integers(1, 3))
def test_runs_are_the_common_ones_that_cannot_be_prolonged(ours, theirs, least):
    found = Automaton(ours).runs(theirs, least)
    for run in found:
        assert ours[run.ours :][: run.length] == theirs[run.theirs :][: run.length]
    ends = {(run.theirs + run.length, run.length) for run in found}
    for end in range(1, len(theirs) + 1):
        longest = max(n for n in range(end + 1) if theirs[end - n : end] in ours)
        goes_on = end < len(theirs) and theirs[end - longest : end + 1] in ours
        assert ((end, longest) in ends) == (longest >= least and not goes_on)


@given(texts, texts, texts, texts)
def test_a_passage_is_the_same_letters_on_both_sides(title, text, their_title, their_text):
    ours, theirs = {"title": title, "text": text}, {"title": their_title, "text": their_text}
    everything_tells = index({1: (their_title, their_text)}).telling
    shared = Query(title, text, everything_tells).shared(their_title, their_text)
    for one in shared.passages:
        here = ours[one.query.field][one.query.start : one.query.end]
        there = theirs[one.item.field][one.item.start : one.item.end]
        assert letters(here, 99).text == letters(there, 99).text
        assert len(letters(here, 99).text) == one.letters >= 4
    for places in ("query", "item"):
        spans = sorted((getattr(one, places) for one in shared.passages), key=lambda s: (s.field, s.start))
        for first, second in pairwise(spans):
            assert first.field != second.field or first.end <= second.start
    assert 0 <= shared.same_title <= 1
    assert 0 <= shared.overlap <= 1


@given(items, items, st.sets(st.integers(1, 12)), texts)
def test_an_index_grown_by_changes_answers_as_one_made_at_once(old, changes, removed, query):
    now = {n: two for n, two in (old | changes).items() if n not in removed}
    newest = {n: two for n, two in changes.items() if n not in removed}
    grown = Index([index(newest, gone=removed).segments[0], *index(old).segments])
    assert ranked(grown, query) == ranked(index(now), query)
    rewritten = [
        segment.indexed(at)
        for segment, alive in zip(grown.segments, grown.alive, strict=True)
        for at in range(segment.count)
        if alive[at]
    ]
    assert segment_bytes(rewritten) == segment_bytes([indexed(n, *two) for n, two in now.items()])


@given(items, st.randoms(), texts)
def test_the_order_in_which_items_come_does_not_matter(items, chance, query):
    shuffled = list(items.items())
    chance.shuffle(shuffled)
    assert segment_bytes([indexed(n, *two) for n, two in shuffled]) == segment_bytes(
        [indexed(n, *two) for n, two in items.items()]
    )
    parts = [dict(shuffled[::2]), dict(shuffled[1::2])]
    assert ranked(index(*parts), query) == ranked(index(items), query)


PLACES = ["东风路", "建设路", "人民路", "解放路", "中原路", "农业路"]


def neighbours() -> dict:
    """Items of the same kind about other streets."""
    return {
        n: (f"关于改善{place}停车秩序的建议", f"{place}两侧长期乱停乱放，居民出行不便，建议增设停车位。")
        for n, place in enumerate(PLACES, 1)
    }


def test_the_rare_word_decides_and_the_reason_names_it():
    found = index(neighbours() | {9: ("关于更换窨井盖的建议", "城南一带窨井盖破损，夜间施工后没有恢复。")})
    query = Query("夜间施工损坏窨井盖", "", found.telling)
    best = ranked(found, "夜间施工损坏窨井盖")[0]
    assert best.number == 9
    shared = query.shared("关于更换窨井盖的建议", "城南一带窨井盖破损，夜间施工后没有恢复。")
    assert "窨井盖" in reason(shared)
    assert "共有 1 处相同文字，最长 4 字" in reason(shared)


def test_words_of_the_same_meaning_find_each_other():
    found = index(neighbours() | {9: ("异地结算", "在外省看病，新农合不能直接结算。")})
    assert ranked(found, "医疗保险能否跨省使用")[0].number == 9
    shared = Query("医疗保险能否跨省使用", "", found.telling).shared(
        "异地结算", "在外省看病，新农合不能直接结算。"
    )
    assert reason(shared) == "说的是同一类事：医保"


def test_phrases_every_petition_has_are_no_passage():
    found = index(neighbours())
    shared = Query("关于改善黄河路绿化的建议", "", found.telling).shared(*neighbours()[1])
    assert shared.passages == ()


def test_a_text_copied_whole_is_nearly_the_same_whatever_its_punctuation():
    text = "东风路两侧长期乱停乱放，居民出行不便；建议在广场地下增设停车位，并由街道统一管理。"
    copy = text.replace("，", " ").replace("；", "。\n")
    found = index(neighbours() | {9: ("停车难", copy)})
    best = ranked(found, "建议增设停车位", text)[0]
    shared = Query("建议增设停车位", text, found.telling).shared("停车难", copy)
    assert best.number == 9
    assert shared.longest == len(letters(text, 99).text)
    assert grade(best.score, shared) == Grade.SAME


def test_a_damaged_segment_says_so():
    data = segment_bytes([indexed(1, "停车", "路灯")])
    for bad in (b"", data[:-9], data[:60], b"x" + data[1:], data[:15] + b"\x63" + data[16:]):
        with pytest.raises(Damaged):
            Segment(bad)
    Segment(data[:-1] + b"\x07")
    with pytest.raises(Damaged):
        Segment(data[:-1] + b"\x07", thorough=True)
