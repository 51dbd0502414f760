"""Each kind of page reaches the publisher with exactly what docs/theme.md promises."""

from datetime import UTC, date, datetime

import pytest

from cms.pages import models
from cms.pages.export import page_exporter


def test_a_news_item_says_who_wrote_it_when_and_where_it_stands(site):
    page = site.news(
        "停车条例二审",
        subtitle="重点是共享泊位",
        summary="会议审议了草案修改稿。",
        source="办公厅",
        author_name="林知远",
        responsible_editor="程一苇",
        news_type="headline",
    )
    document = site.document(page)
    assert (document.id, document.kind, document.locale) == (f"page:{page.pk}", "news", "zh-hans")
    assert document.path == page.public_path
    assert document.path.startswith("/yaowen/20")
    assert (document.title, document.subtitle) == ("停车条例二审", "重点是共享泊位")
    assert (document.source, document.author, document.editor) == ("办公厅", "林知远", "程一苇")
    assert document.column == f"page:{site.column.pk}"
    assert document.sequence == page.sequence > 0
    assert document.published == page.published_on.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert document.data == {"news_type": "headline", "news_type_label": "要闻"}


def test_a_draft_open_for_comment_carries_its_dates_and_leaves_unknown_ones_out(site):
    page = site.add(models.LegislativePage, opens_on=date(2026, 11, 1), closes_on=date(2026, 12, 1))
    assert site.document(site.live(page)).data == {
        "info_type": "draft",
        "info_type_label": "草案征求意见",
        "opens_on": "2026-11-01",
        "closes_on": "2026-12-01",
    }


def test_a_decision_carries_number_body_and_validity(site):
    page = site.add(
        models.PolicyPage,
        policy_type="decision",
        document_number="示人常〔2026〕1号",
        issuing_body="市人大常委会",
        passed_on=date(2026, 3, 1),
    )
    data = site.document(site.live(page)).data
    assert data["policy_type_label"] == "决定"
    assert (data["validity"], data["validity_label"]) == ("in_force", "现行有效")
    assert (data["document_number"], data["passed_on"]) == ("示人常〔2026〕1号", "2026-03-01")
    assert "effective_on" not in data


def test_a_meeting_notice_carries_its_agenda_in_order(site):
    page = site.add(
        models.MeetingNoticePage,
        meeting_name="第三十六次会议",
        starts_at=datetime(2026, 12, 9, 1, tzinfo=UTC),
    )
    page.agenda = [
        {"type": "item", "value": {"category": "立法", "subject": "停车条例", "action": "表决"}},
        {"type": "item", "value": {"category": "任免", "subject": "人事事项", "action": ""}},
    ]
    data = site.document(site.live(page)).data
    assert data["starts_at"] == "2026-12-09T01:00:00Z"
    assert [entry["subject"] for entry in data["agenda"]] == ["停车条例", "人事事项"]


def test_a_picture_story_carries_its_pictures_with_captions(site, add_image):
    page = site.add(models.PictureStoryPage)
    page.pictures.add(models.StoryPicture(image=add_image(description="摊位"), caption="清晨"))
    page.pictures.add(models.StoryPicture(image=add_image(), alt="自己写的替代文字", caption="傍晚"))
    first, second = site.document(site.live(page)).data["pictures"]
    assert (first["picture"]["alt"], first["caption"]) == ("摊位", "清晨")
    assert second["picture"]["alt"] == "自己写的替代文字"


def test_a_topic_gathers_live_items_under_their_headings(site):
    first, second, draft = site.news("一"), site.news("二"), site.add(title="未发布")
    topic = site.home.specific.add_child(
        instance=models.TopicPage(title="停车", slug="tingche", summary="专题")
    )
    for section, page in (("进展", first), ("解读", second), ("进展", draft)):
        topic.items.add(models.TopicItem(section=section, page=page))
    document = site.document(site.live(topic))
    assert document.sequence > 0
    assert document.data["groups"] == [
        {"title": "进展", "documents": [f"page:{first.pk}"]},
        {"title": "解读", "documents": [f"page:{second.pk}"]},
    ]


def test_a_column_says_what_it_is_for_and_where_it_stands_in_the_menu(site):
    child = site.live(site.add_column("征求意见", "zhengqiu", parent=site.column, show_in_menus=True))
    site.live(site.add(parent=child))
    data = site.document(child).data
    assert data["parent"] == f"page:{site.column.pk}"
    assert (data["in_menu"], data["position"], data["cadence"]) == (True, 1, 14)
    assert data["column_type"] == "工作动态"


def test_an_empty_column_is_not_public_until_its_first_item_and_answers_after_its_last(site):
    column = site.live(site.add_column("公告", "gonggao"))
    assert site.document(column) is None
    page = site.live(site.add(parent=column))
    assert site.document(column).kind == "column"
    type(page).objects.filter(pk=page.pk).update(live=False)
    gone = site.document(column)
    assert (gone.path, gone.reason) == ("/gonggao/", "本栏目暂时没有内容")


def test_a_static_column_with_a_text_of_its_own_is_public(site):
    column = site.add_column("关于我们", "guanyu", cadence=0)
    column.body = [{"type": "rich_text", "value": "<p>常设机关。</p>"}]
    assert site.document(site.live(column)).body[0]["value"]["html"] == "<p>常设机关。</p>"


def test_the_home_page_leads_only_with_what_is_live(site):
    live, draft = site.news("头条"), site.add(title="草稿")
    home = models.HomePage.objects.get(pk=site.home.pk)
    for page in (live, draft):
        home.lead_items.add(models.LeadItem(page=page))
    assert site.document(site.live(home)).data["lead"] == [f"page:{live.pk}"]


def test_the_site_says_in_each_language_who_runs_it_and_links_its_plain_pages(site):
    page = models.PlainPage(title="无障碍说明", slug="wuzhangai")
    site.home.add_child(instance=page)
    site.live(page)
    chinese, english = site.facts(), site.facts("en")
    assert chinese.data["full_name"] == "示例市人民代表大会常务委员会"
    assert chinese.data["footer"][0]["links"] == [{"title": "无障碍说明", "path": "/wuzhangai/"}]
    assert english.data["full_name"].startswith("Standing Committee")
    assert (english.path, english.data["footer"]) == ("/en/", [])


def test_tags_keep_words_of_the_same_sound_apart(site):
    page = site.add()
    page.tags.add("立法", "历法")
    tags = {tag.name: tag.slug for tag in site.document(site.live(page)).tags}
    assert set(tags) == {"立法", "历法"}
    assert len(set(tags.values())) == 2
    assert all(slug.isascii() for slug in tags.values())


def test_only_live_translations_are_named(site):
    page = site.news()
    column = site.live(site.add_column("News", "yaowen", parent=site.english_home))
    twin = site.add(title="Session", parent=column, translation_key=page.translation_key)
    assert site.document(page).translations == {}
    twin = site.live(twin)
    assert site.document(page).translations == {"en": f"page:{twin.pk}"}
    assert site.document(twin).translations == {"zh-hans": f"page:{page.pk}"}
    assert twin.public_path.startswith("/en/yaowen/")
    assert site.changes(page, "touch") == 1


def test_exporting_many_pages_costs_no_more_queries_than_exporting_few(
    site, add_image, django_assert_max_num_queries
):
    image = add_image(width=300, height=200)
    pages = []
    for number in range(24):
        page = site.add(title=f"第{number}条", lead_image=image)
        page.tags.add("会议", f"标签{number}")
        page.body = [
            {"type": "rich_text", "value": f'<p><a linktype="page" id="{site.column.pk}">栏目</a></p>'},
            {"type": "image", "value": {"image": image.pk, "alt": "", "caption": ""}},
        ]
        pages.append(site.live(page))
    site.document(pages[0])  # draws the sizes of the picture once
    ids = [page.document_id for page in pages]
    with django_assert_max_num_queries(26):
        assert len(list(page_exporter.export(ids[:2]))) == 2
    with django_assert_max_num_queries(26):
        assert len(list(page_exporter.export(ids))) == 24


@pytest.mark.parametrize("document_id", ["page:999999", "page:x", "page:"])
def test_an_unknown_document_is_no_document(site, document_id):
    assert list(page_exporter.export([document_id])) == []
