"""What search finds is what reading every text for the query would find."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from foundation.search.text import fold, index_stream, needles

TITLES = [
    "郑州市物业管理条例",
    "郑州市停车场建设管理条例",
    "关于加强老旧小区停车管理的议案",
    "郑州市人民代表大会常务委员会公告",
    "市第十六届人民代表大会第三次会议开幕",
    "人大代表联络站工作条例",
    "市人大常委会听取会议案例汇报",
    "2026年第12次 Pelican 技术交流（A股）",
    "民法典宣传，物业服务",
]
TABLE = [
    "议案",
    "物业管理",
    "停车",
    "联络站",
    "人大",
    "条例",
    "郑州市",
    "常委会",
    "人民代表大会",
    "条",
    "停车建议",
    "2026年",
    "026",
    "第12次",
    "股",
]


@pytest.fixture
def titles(db):
    Page.objects.filter(depth__gt=1).delete()  # the page a new Wagtail begins with
    root = Page.objects.get(depth=1)
    for number, title in enumerate(TITLES):
        root.add_child(instance=Page(title=title, slug=f"p{number}"))


def found(query, **options) -> set[str]:
    return {page.title for page in Page.objects.filter(depth=2).search(query, **options)}


@pytest.mark.parametrize("query", TABLE)
def test_a_query_finds_what_substring_search_finds(titles, query):
    assert found(query) == {title for title in TITLES if query in title}
    typed = Page.objects.autocomplete(query)
    assert {page.title for page in typed} == {title for title in TITLES if query in title}


def test_latin_words_are_found_whole_and_while_they_are_typed(titles):
    assert found("pelican") == found("ＰＥＬＩＣＡＮ") == {TITLES[7]}
    assert found("peli") == set()
    assert [p.title for p in Page.objects.autocomplete("peli")] == [TITLES[7]]


def test_blanks_ask_for_all_words_or_for_any(titles):
    assert found("郑州市 停车") == {TITLES[1]}
    assert found("联络站 停车", operator="or") == {TITLES[1], TITLES[2], TITLES[5]}


def test_queries_combine(titles):
    assert found(PlainText("停车") & ~PlainText("议案")) == {TITLES[1]}
    assert found(Or([PlainText("议案"), And([PlainText("郑州市"), Phrase("物业管理")])])) == {
        TITLES[0],
        TITLES[2],
        TITLES[6],
    }
    assert found(Not(Or([PlainText("市"), Boost(PlainText("条例"), 3)]))) == {TITLES[2], TITLES[7], TITLES[8]}
    assert found(MatchAll()) == set(TITLES)


def test_the_exact_title_comes_first_then_real_words_before_accidents(titles):
    root = Page.objects.get(depth=1)
    root.add_child(instance=Page(title="议案", slug="p-exact"))
    root.add_child(instance=Page(title="会议案卷整理", slug="p-accident"))
    order = [page.title for page in Page.objects.search("议案")]
    assert order[:2] == ["议案", TITLES[2]]
    assert set(order[2:]) == {TITLES[6], "会议案卷整理"}


def test_results_are_counted_sliced_scored_filtered_ordered_and_faceted(titles):
    results = Page.objects.search("条例")
    assert (results.count(), len(results[1:3]), len(results[:50])) == (3, 2, 3)
    scores = [page.points for page in results.annotate_score("points")]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    by_title = Page.objects.order_by("title").search("条例", order_by_relevance=False)
    assert [page.title for page in by_title] == sorted(page.title for page in results)
    assert Page.objects.filter(live=False).search("条例").count() == 0
    assert dict(results.facet("live")) == {True: 3}
    assert found("停车", fields=["title"]) == {TITLES[1], TITLES[2]}


def test_saving_moves_a_page_in_the_index_and_deleting_takes_it_out(titles):
    page = Page.objects.get(slug="p0")
    page.title = "郑州市供热条例"
    page.save()
    assert found("物业管理") == set()
    assert found("供热") == {"郑州市供热条例"}
    page.delete()
    assert found("供热") == set()


@pytest.mark.parametrize(
    "query",
    [
        *[
            "'",
            '"',
            '" OR 1=1 --',
            "NEAR(a b)",
            "* ^ : ( ) - + &| !",
            "😀😀",
            "停\0车",
            "\0",
            "，。；《》",
            "%",
            "_",
        ],
        *["停车" * 5000, "a " * 5000, "(" * 5000, "\ue000 \ue001停车", "停车\ud7ff", "\udc80停车", " ", "\\"],
        *["{title} : 停车", "a AND NOT b"],
    ],
)
def test_hostile_queries_do_no_harm(titles, query):
    for results in (Page.objects.search(query), Page.objects.autocomplete(query)):
        assert len(list(results)) == results.count() <= len(TITLES)


def test_hostile_texts_are_indexed_and_found(db):
    root = Page.objects.get(depth=1)
    text = "停车'\"\\ 《人大》😀 \ue001议案 𬭎学 ﬁne café"
    root.add_child(instance=Page(title=text, slug="p-hostile"))
    for query in ["停车", "人大", "𬭎", "𬭎学", "fine", "CAFE", "café", "议案", "车'\"\\ 《人", "大》😀"]:
        assert found(query) == {text}, query
    assert found("𬭊") == set()


def test_rebuilding_gives_the_same_index(titles):
    from io import StringIO

    from django.core.management import call_command

    get_search_backend().reset_indexes()
    assert found("条例") == set()
    call_command("update_index", stdout=StringIO())
    assert len(found("条例")) == 3
    call_command("wagtail_update_index", stdout=StringIO())
    assert len(found("条例")) == 3


HAN = st.text(alphabet="人民代表大会常委议案停车A1 ，", min_size=0, max_size=30)


@given(HAN, st.text(alphabet="人民代表大会常委议案停车", min_size=1, max_size=5))
def test_a_needle_is_in_the_stream_exactly_when_the_query_is_in_the_text(text, query):
    (needle,) = needles(query)
    assert (needle.stream in index_stream([(text, 1)])) == (query in fold(text))


def test_random_pieces_of_long_texts_are_found_exactly(db):
    """Texts far beyond what a vector with positions could hold."""
    chooser = random.Random(7)
    alphabet = "人民代表大会议案停车管理条例市常委听取报告"
    root = Page.objects.get(depth=1)
    texts = {f"p{n}": "".join(chooser.choices(alphabet, k=chooser.choice([20, 240]))) for n in range(12)}
    for slug, text in texts.items():
        root.add_child(instance=Page(title=text, slug=slug))
    for _ in range(150):
        text = chooser.choice(list(texts.values()))
        start = chooser.randrange(len(text))
        query = text[start : start + chooser.randint(1, 6)]
        assert found(query) == {t for t in texts.values() if query in t}, query
