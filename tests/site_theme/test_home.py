"""What the home page shows follows from what there is."""

import re

import pytest

from .contexts import home_page
from .harness import load, render
from .samples import TYPICAL


@pytest.fixture
def home():
    """`home(drafts=[…])`: the home page as text, with these values changed."""

    def make(**changes):
        page = home_page(TYPICAL)
        page.context.update(changes)
        return render(load(), page)

    return make


def test_three_days_before_it_closes_a_draft_turns_red(home):
    found = re.findall(r'<p class="days( urgent)?"><b>(\d+)</b>', home())
    assert found == [(" urgent", "3"), ("", "12"), ("", "26")]


@pytest.mark.parametrize(("as_of", "shown"), [("2026-11-25", "<b>今天</b> 截止"), ("2026-11-26", "已截止")])
def test_the_last_day_and_the_day_after_are_told_apart(as_of, shown, home):
    assert shown in home(as_of=as_of)


@pytest.mark.parametrize(
    ("part", "heading"),
    [
        ("drafts", "正在征求意见"),
        ("notices", ">通知公告"),
        ("meetings", "近期会议"),
        ("stories", ">图片<"),
        ("topics", ">专题<"),
    ],
)
def test_a_part_without_content_is_not_shown(part, heading, home):
    assert heading in home()
    assert heading not in home(**{part: []})


def test_search_boxes_exist_only_for_columns_that_exist(home):
    assert 'name="column" value="page:103"' in home()
    without = home(
        sections=[s for s in home_page(TYPICAL).context["sections"] if s["column"]["title"] == "要闻"]
    )
    assert 'name="column"' not in without
    assert "全站搜索" in without


def test_nothing_links_to_pages_the_site_does_not_have(home):
    site = {**home_page(TYPICAL).context["site"]}
    for name in ("search_path", "tags_path", "sitemap_path"):
        del site[name]
    text = home(site=site)
    assert "<form" not in text
    assert "网站地图" not in text


def test_what_leads_is_not_told_again_below(home):
    page = home_page(TYPICAL)
    lead = page.context["lead"][0]["path"]
    news = re.search(r'<ul class="headlines lines">.*?</ul>', home(), re.S)[0]
    assert lead not in news
