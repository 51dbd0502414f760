"""A segment knows exactly which documents hold a run of characters, however common or odd the run is."""

import random
from array import array
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.search import layout
from publishing.search.make_record import make_record
from publishing.search.segment import Segment
from publishing.search.segment_write import field_text, portions, segment_bytes
from publishing.search.text import fold, query_runs
from publishing.search.units import decode, encode
from tests.publishing.factory import item, replace, rich, tags
from tests.publishing.search.support import head_of

PIECES = [
    "人民代表大会",
    "常务委员会",
    "人民",
    "代",
    "表",
    "的",
    "一",
    "第3号",
    "Parking",
    "ＡＢ１２",
    "①",
    "𠮷",
    "😀",
    "ß",
    "，",
]


def documents(seed: int, count: int) -> list:
    chance = random.Random(seed)
    return [
        item(
            number,
            title="".join(chance.choices(PIECES, k=4)),
            summary="".join(chance.choices(PIECES, k=6)),
            tags=tags(*chance.sample(PIECES, 2)),
            body=(rich(f"<p>{''.join(chance.choices(PIECES, k=chance.randint(0, 40)))}</p>"),),
        )
        for number in range(count)
    ]


def made(path: Path, found: list) -> Segment:
    records = [make_record(head_of(one), list(one.body), [one.column]) for one in found]
    path.write_bytes(segment_bytes(records))
    return Segment(path)


def holding(segment: Segment, run: str, field: str) -> set[int]:
    candidates, sure = segment.fields[field].candidates(list(array("H", encode(run))))
    numbers = {n for n in range(segment.count) if candidates >> n & 1}
    return numbers if sure else {n for n in numbers if run in segment.text(n, field)}


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Segment:
    return made(tmp_path_factory.mktemp("segment") / "large.seg", documents(1, 400))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.data())
def test_a_run_is_found_where_it_stands_and_nowhere_else(large, pieces, data):
    text = fold("".join(pieces)).replace(" ", "") or "人"
    start = data.draw(st.integers(0, len(text) - 1))
    run = text[start : start + data.draw(st.integers(1, 30))]
    for field in layout.FIELDS:
        truth = {n for n in range(large.count) if run in fold(large.text(n, field))}
        assert holding(large, run, field) == truth


def test_a_common_run_is_answered_without_reading_any_text(large):
    for run in ("人", "人民", "人民代", "人民代表大会", "常务委员会"):
        assert large.fields["all"].candidates(list(array("H", encode(run))))[1]


def test_a_rare_run_leaves_few_texts_to_read(tmp_path):
    found = documents(2, 400)
    found[7] = replace(found[7], title="罕见字样")
    segment = made(tmp_path / "one.seg", found)
    for run in ("罕", "罕见", "见字样"):
        candidates, _ = segment.fields["all"].candidates(list(array("H", encode(run))))
        assert candidates.bit_count() < 40
    assert len(holding(segment, "见字样", "title")) == 1


def test_what_is_shown_is_what_was_given_and_newest_comes_first(tmp_path):
    found = documents(3, 100)
    segment = made(tmp_path / "shown.seg", found)
    facts, (title, names, summary, _) = segment.shown(0)
    newest = max(found, key=lambda one: (one.published, one.sequence))
    assert (facts["id"], title, summary) == (newest.id, newest.title, newest.summary)
    assert names.split("\n") == [tag.name for tag in newest.tags]
    assert list(segment.times) == sorted(segment.times, reverse=True)


def test_the_same_documents_in_any_order_give_the_same_bytes(tmp_path):
    records = [make_record(head_of(one), list(one.body), [one.column]) for one in documents(4, 90)]
    assert segment_bytes(records) == segment_bytes(records[::-1])


def test_a_record_comes_back_as_it_went_in(tmp_path):
    found = documents(5, 90)
    segment = made(tmp_path / "back.seg", found)
    wanted = {one.id: make_record(head_of(one), list(one.body), [one.column]) for one in found}
    for number in range(segment.count):
        record = segment.record(number)
        assert record == wanted[segment.shown(number)[0]["id"]]
        assert segment.number(record.name) == number


def test_searched_text_is_the_shown_text_unless_folding_changes_it():
    plain = make_record(head_of(item(1, title="停车，条例")), [], [])
    folded = make_record(head_of(item(1, title="停车ＡＢ")), [], [])
    assert plain.sought is plain.shown
    assert decode(field_text(folded, "title")) == "停车ab"


def test_long_texts_make_short_segments():
    records = [make_record(head_of(item(n)), [], []) for n in range(3)]
    many = list(portions(iter(records * 1000)))
    assert [len(portion) for portion in many] == [layout.MAX_DOCUMENTS, 3000 - layout.MAX_DOCUMENTS]


@pytest.mark.parametrize("data", [b"", b"SPCsearch\n", b"x" * 100, b"SQLite format 3\0" * 9])
def test_what_is_no_segment_is_refused(tmp_path, data):
    (tmp_path / "bad.seg").write_bytes(data)
    with pytest.raises(ValueError, match=r"segment|Expecting"):
        Segment(tmp_path / "bad.seg")


def test_queries_are_cut_to_a_bounded_number_of_runs():
    assert len(query_runs("甲 乙 丙 丁 戊 己 庚 辛 壬 癸")) == 8
