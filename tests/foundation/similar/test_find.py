"""What people get: changes at once, only what they may see, an answer to anything they type."""

import random

import pytest

from foundation.jobs.services import run_waiting
from foundation.similar.engine.verdict import Grade
from foundation.similar.models import Entry, SegmentFile
from foundation.similar.services import changed, everyone, find, rebuild, update, watch

from .conftest import NAME
from .test_engine import neighbours

WELL = ("关于更换窨井盖的建议", "城南一带窨井盖破损，夜间施工后没有恢复。")


def ask(title: str, text: str = "", **options) -> list[str]:
    answer = find(title, text, among={NAME: options.pop("visible", everyone)}, **options)
    return [hit.document.id for hit in answer.hits]


@pytest.fixture
def streets(shelf):
    shelf.fill({str(n): list(two) for n, two in neighbours().items()})
    update()
    return shelf


def test_an_item_is_found_as_soon_as_it_is_there_and_no_longer_when_it_went(streets):
    assert ask("窨井盖破损") == []
    streets["9"] = WELL
    assert ask("窨井盖破损") == ["9"]
    streets["9"] = ("改为别的", "与前文无关的内容")
    assert ask("窨井盖破损") == []
    streets["9"] = WELL
    update()
    assert ask("窨井盖破损") == ["9"]
    del streets["9"]
    assert ask("窨井盖破损") == []
    update()
    assert ask("窨井盖破损") == []
    assert not Entry.objects.filter(object_id="9").exists()


def test_a_hit_says_how_near_it_is_why_and_where(streets):
    streets["9"] = WELL
    [hit] = find("夜间施工损坏窨井盖", among={NAME: everyone}, limit=1).hits
    [passage] = hit.passages
    assert hit.document.text[passage.item.start : passage.item.end] == "夜间施工"
    assert "夜间施工损坏窨井盖"[passage.query.start : passage.query.end] == "夜间施工"
    assert 0 < hit.score <= 1
    assert hit.reason.startswith("共有 1 处相同文字，最长 4 字；都说到")
    [same] = find(*WELL, among={NAME: everyone}, limit=1).hits
    assert same.grade == Grade.SAME
    assert same.score == 1


def test_what_the_asker_may_not_see_shows_neither_by_count_nor_by_passage(streets):
    streets["9"] = WELL
    hidden = []

    def visible(ids):
        hidden.extend(ids)
        return [one for one in ids if one != "9"]

    answer = find(*WELL, among={NAME: visible}, limit=20)
    assert "9" in hidden
    assert all(hit.document.id != "9" and "窨井盖" not in hit.reason for hit in answer.hits)
    assert find(*WELL, among={NAME: lambda ids: []}).hits == ()
    assert find(*WELL, among={}).hits == ()
    among = {NAME: lambda ids: [one for one in ids if one in "456"]}
    seen = find("建议增设停车位", among=among, limit=3).hits
    assert {hit.document.id for hit in seen} == set("456")


def test_the_item_being_written_is_not_shown_to_its_writer(streets):
    own = neighbours()[1]
    assert ask(*own)[0] == "1"
    assert "1" not in ask(*own, without={(NAME, "1")})


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", ""),
        ("   \n\t", "，。！"),
        ("😀😀😀", ""),
        ("关于的建议", ""),
        ("停", ""),
        ("的" * 10_000, "的" * 10_000),
        ("", "停车" * 5_000),
        ("\x00' OR 1=1 --", "<script>"),
        ("\ud800停车", "\udfff"),
        ("ⅷ㎡ﷺ" * 300, "e\u0301" * 300),
    ],
)
def test_whatever_is_typed_gets_an_answer(streets, title, text):
    for hit in find(title, text, among={NAME: everyone}, limit=1000).hits:
        assert 0 < hit.score <= 1
        assert hit.reason


def test_after_many_changes_the_index_answers_as_one_made_anew(shelf):
    chance = random.Random(3)
    words = [chance.choice("停车路灯井盖噪声") + chance.choice("建修改增治管查问") for _ in range(30)]
    for turn in range(12):
        some = {
            str(chance.randrange(40)): [
                "".join(chance.choices(words, k=3)),
                "，".join(chance.choices(words, k=9)),
            ]
            for _ in range(9)
        }
        shelf.fill(some)
        del shelf[chance.choice(sorted(shelf.read()))]
        if turn % 3:
            update()
    questions = ["".join(chance.choices(words, k=3)) for _ in range(8)]
    grown = [find(one, among={NAME: everyone}, limit=9) for one in questions]
    assert SegmentFile.objects.count() < 6
    rebuild()
    made = [find(one, among={NAME: everyone}, limit=9) for one in questions]
    assert any(answer.hits for answer in made)
    assert [ranks(answer) for answer in grown] == [ranks(answer) for answer in made]


def ranks(answer):
    return [(hit.document.id, hit.score, hit.grade) for hit in answer.hits]


def test_items_of_before_the_collection_was_known_are_entered_by_the_worker(shelf):
    shelf.write({"1": ["关于更换窨井盖的建议", ""]})
    assert ask("窨井盖") == []
    watch()
    run_waiting()
    assert ask("窨井盖") == ["1"]
    assert not Entry.objects.filter(live=True).exists()


def test_a_change_that_is_rolled_back_was_never_there(streets):
    from django.db import transaction

    with transaction.atomic():
        changed(NAME, "1")
        transaction.set_rollback(True)
    assert not Entry.objects.filter(live=True).exists()


def test_an_unchanged_index_costs_two_statements(streets, django_assert_num_queries):
    ask("停车")
    with django_assert_num_queries(2):
        ask("停车")
