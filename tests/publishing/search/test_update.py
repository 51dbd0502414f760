"""Whatever happened in whatever order: the index brought up to date answers like one made at once."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.search import grams, make_all, segment_write, update
from publishing.search.layout import FOLDER, LIST
from tests.publishing.factory import Publisher, column, item, replace, rich, small_site
from tests.publishing.search.support import Indexed

COLUMNS = ("page:news", "page:notices")
WORDS = ("停车", "条例", "停车条例", "人大", "议案A")
numbers = st.integers(0, 11)


@pytest.fixture(autouse=True)
def small_segments(monkeypatch):
    """So that a few documents fill several segments, with grams."""
    for module, name, value in (
        (grams, "PLAIN", 2),
        (grams, "LEAST", 2),
        (update, "PLAIN", 2),
        (update, "TIDY", 5),
        (update, "TIDY_DAILY", 9),
        (update, "MAX_DOCUMENTS", 6),
        (segment_write, "MAX_DOCUMENTS", 6),
        (make_all, "MAX_DOCUMENTS", 6),
    ):
        monkeypatch.setattr(module, name, value)


def put(number: int, word: int, where: int) -> dict:
    text = "".join(WORDS[: 1 + word % 5])
    title = WORDS[word % 5] if word % 2 else f"第{number}号{WORDS[word % 5]}"
    body = (rich(f"<p>{text}{number}</p>"),)
    return {"title": title, "body": body, "column": COLUMNS[where % 2]}


steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), numbers, numbers, numbers),
        st.tuples(st.just("drop"), numbers, numbers, numbers),
        st.tuples(st.just("many"), numbers, numbers, numbers),
        st.tuples(st.just("backdate"), numbers, numbers, numbers),
        st.tuples(st.just("day"), numbers, numbers, numbers),
        st.tuples(st.just("nothing"), numbers, numbers, numbers),
    ),
    min_size=1,
    max_size=14,
)


def apply(live: dict, kind: str, number: int, word: int, where: int) -> set[str]:
    """Change the documents; returns the ids that may differ."""
    name = f"page:{number}"
    if kind == "put":
        live[name] = item(
            number, COLUMNS[where % 2], **put(number, word, where) | {"column": COLUMNS[where % 2]}
        )
    elif kind == "many":
        for other in range(number, number + 7):
            live[f"page:{other}"] = item(other, **put(other, word, where))
        return {f"page:{other}" for other in range(number, number + 7)}
    elif kind == "drop":
        live.pop(name, None)
    elif kind == "backdate" and name in live:
        live[name] = replace(live[name], published=f"20{10 + where}-03-04T00:00:00+00:00")
    return {name}


def everything(site: Indexed) -> list:
    asked = [
        {},
        {"order": "time"},
        {"column": "page:notices"},
        {"since": date(2026, 2, 1), "until": date(2026, 2, 5)},
    ]
    return [site.answers(word, **one) for word in (*WORDS, "停", "停车 议案a", "第1号", "x") for one in asked]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps, st.booleans())
def test_any_history_answers_like_an_index_made_at_once(history, told):
    with tempfile.TemporaryDirectory() as folder:
        site, day = Indexed(Path(folder) / "site"), 0
        live: dict = {"page:news": column("news", "要闻"), "page:notices": column("notices", "公告")}
        site.release(live, None)
        for kind, number, word, where in history:
            day += kind == "day"
            changed = set() if kind == "nothing" else apply(live, kind, number, word, where)
            site.release(live, changed if told else None, f"2026-11-{1 + day:02d}")
        at_once = Indexed(Path(folder) / "at-once")
        at_once.release(live, None)
        assert everything(site) == everything(at_once)


@pytest.fixture
def site(tmp_path) -> Indexed:
    return Indexed(tmp_path / "site")


def items(count: int) -> dict:
    return {f"page:{number}": item(number, title=f"停车{number}") for number in range(count)}


def test_a_publish_leaves_all_large_segments_as_they_are(site):
    live = items(40)
    before = site.release(live, None)
    live["page:3"] = replace(live["page:3"], title="改后")
    after = site.release(live, {"page:3"})
    assert before < after
    assert len(after - before) == 1
    assert site.answers("改后")[0] == 1
    assert site.answers("停车")[0] == 39


def test_nothing_new_writes_nothing(site):
    live = items(10)
    before = site.release(live, None)
    inode = (site.folder / "index.json").stat().st_ino
    assert site.release(live, {"page:1", "page:99"}) == before
    assert (site.folder / "index.json").stat().st_ino == inode


def test_segments_do_not_gather_without_end(site):
    live = items(6)
    site.release(live, None)
    for number in range(6, 60):
        live[f"page:{number}"] = item(number, title=f"停车{number}")
        files = site.release(live, {f"page:{number}"}, f"2026-11-{1 + number // 5:02d}")
        assert len(files) < 24
    assert site.answers("停车")[0] == 60


def test_old_releases_go_on_answering_as_they_did(site):
    live = items(10)
    site.release(live, None)
    old, before = site.folder, site.answers("停车")
    del live["page:4"]
    site.release(live, {"page:4"})
    assert site.answers("停车")[0] == 9
    site.count -= 1
    assert (site.folder, site.answers("停车")) == (old, before)


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"[]", b'{"version": 3, "day": "", "segments": [{"file": "x"}]}']
)
def test_a_damaged_list_means_a_new_index(site, damage):
    live = items(10)
    site.release(live, None)
    file = site.folder / Path(LIST).name
    file.unlink()
    file.write_bytes(damage)
    live["page:11"] = item(11, title="停车新")
    site.release(live, {"page:11"})
    assert site.answers("停车")[0] == 11


def test_a_segment_somebody_wrote_into_is_not_taken_over(site):
    live = items(3)
    site.release(live, None)
    file = next(site.folder.glob("*.seg"))
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data.replace("停车1".encode("utf-16-le"), "恶意1".encode("utf-16-le")))
    live["page:5"] = item(5, title="停车5")
    site.release(live, {"page:5"})
    assert site.answers("恶意")[0] == 0
    assert site.answers("停车")[0] == 4


def test_a_moved_document_counts_in_its_new_column_only(site):
    live = {"page:news": column("news", "要闻"), "page:notices": column("notices", "公告"), **items(4)}
    site.release(live, None)
    live["page:2"] = replace(live["page:2"], column="page:notices")
    site.release(live, {"page:2"})
    assert {one["id"]: one["count"] for one in site.answers("停车")[1]} == {"page:news": 3, "page:notices": 1}
    assert site.answers("停车", column="page:notices")[0] == 1


def test_several_processes_make_the_same_files_as_one(tmp_path):
    made = []
    for workers in (1, 2):
        publisher = Publisher(tmp_path / str(workers))
        publisher.setup = replace(publisher.setup, workers=workers)
        publisher.publish(*small_site(40))
        made.append({name: data for name, data in publisher.files().items() if name.startswith(FOLDER)})
    assert len(made[0]) > 5
    assert made[0] == made[1]
