"""Search finds exactly what substring search finds, and puts the best first."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.search.query import INDEX, Asked, search
from publishing.search.text import document_text, fold, plain, query_runs
from tests.publishing.factory import Publisher, gone, item, rich, small_site, tags

PIECES = [
    "人民代表大会",
    "常务委员会",
    "停车",
    "条例",
    "议案",
    "第3号",
    "Parking",
    "ＡＢ１２",
    "，",
    " ",
    "二〇二六年",
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)


def found(site: Publisher, query: str, **more) -> list[str]:
    return [hit["path"] for hit in search(site.current / INDEX, query, "zh-hans", Asked(**more)).results]


def everything(site: Publisher, query: str) -> set[str]:
    first = search(site.current / INDEX, query, "zh-hans")
    return {path for page in range(1, first.pages + 1) for path in found(site, query, page=page)}


@pytest.fixture
def site(tmp_path: Path) -> Publisher:
    site = Publisher(tmp_path / "site")
    site.publish(*small_site(1))
    return site


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, *HealthCheck]
)
@given(st.lists(texts, min_size=1, max_size=6), st.data())
def test_a_query_finds_exactly_the_documents_that_contain_it(site, bodies, data):
    documents = [
        item(10 + number, title=f"标题{number}", body=(rich(f"<p>{body}</p>"),), summary="", source="")
        for number, body in enumerate(bodies)
    ]
    site.publish(*documents, drop=tuple(f"page:{10 + n}" for n in range(len(bodies), 6)))
    whole = {
        document.path: f"{fold(document.title)}\n{fold(document_text(_head(document), list(document.body)))}"
        for document in documents
    }
    source = fold("".join(bodies))
    start = data.draw(st.integers(0, max(0, len(source) - 1)))
    query = source[start : start + data.draw(st.integers(1, 6))]
    wanted = query_runs(query)
    truth = {path for path, text in whole.items() if wanted and all(run in text for run in wanted)}
    assert everything(site, query) - {item(1).path} == truth - {item(1).path}


def _head(document) -> dict:
    return {"subtitle": "", "source": document.source, "author": "", "data": document.data}


@pytest.mark.parametrize("query", ["议", "案", "会", "A", "3"])
def test_one_character_is_found_wherever_it_stands(site, query):
    site.publish(item(5, title="关于议案的报告", body=(rich("<p>共 3 件 A 类，大会</p>"),)))
    assert item(5).path in everything(site, query)


def test_the_exact_title_comes_first(site):
    long = "停车管理条例" * 30
    site.publish(
        item(5, title="停车管理条例解读", body=(rich(f"<p>{long}</p>"),)),
        item(6, title="停车管理条例"),
        item(7, title="关于修改停车管理条例的决定"),
    )
    assert found(site, "停车管理条例")[0] == item(6).path


def test_words_may_stand_apart_and_across_inline_markup(site):
    site.publish(item(5, body=(rich("<p>停<strong>车</strong>管理</p><p>另一段：条例</p>"),)))
    assert item(5).path in found(site, "停车管理 条例")
    assert item(5).path not in found(site, "管理另一")


def test_full_width_and_capital_letters_are_the_same(site):
    site.publish(item(5, body=(rich("<p>ＧＢ／Ｔ　２２２３９ 标准</p>"),)))
    assert item(5).path in found(site, "gb/t 22239")


def test_tags_summary_and_document_number_are_found(site):
    site.publish(
        item(5, tags=tags("物业管理")), item(6, data={"document_number": "示人常〔2026〕7号"}, kind="policy")
    )
    assert found(site, "物业管理") == [item(5).path]
    assert item(6).path in found(site, "示人常〔2026〕7号")


def test_the_index_follows_changes_and_withdrawals(site):
    site.publish(item(5, title="物业管理办法"))
    assert found(site, "物业管理") == [item(5).path]
    site.publish(item(5, title="物业服务办法"))
    assert found(site, "物业管理") == []
    assert found(site, "物业服务") == [item(5).path]
    site.publish(gone(item(5)))
    assert found(site, "物业服务") == []


def test_snippets_mark_what_was_found_and_escape_the_rest(site):
    site.publish(item(5, summary="", body=(rich("<p>前文 &lt;b&gt; 关于停车的规定</p>"),)))
    snippet = search(site.current / INDEX, "停车", "zh-hans").results[0]["snippet"]
    assert "<mark>停车</mark>" in snippet
    assert "&lt;b&gt;" in snippet


def test_facets_count_hits_by_column(site):
    site.publish(item(5, title="停车一"), item(6, "page:notices", title="停车二"))
    results = search(
        site.current / INDEX, "停车", "zh-hans", titles={"page:news": "要闻", "page:notices": "公告"}
    )
    assert {facet["id"]: facet["count"] for facet in results.facets} == {"page:news": 1, "page:notices": 1}


def test_text_of_html_keeps_words_together_and_blocks_apart():
    assert plain("<p>人<em>大</em></p><p>常委会</p>").split() == ["人大", "常委会"]
    assert plain("<!-- x --><p>甲&amp;乙</p>").split() == ["甲&乙"]


@given(st.text(max_size=200))
def test_folding_keeps_only_letters_and_digits(text):
    assert all(c.isalnum() or c == " " for c in fold(text) if not unicodedata.combining(c))
