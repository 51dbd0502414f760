"""The preview is the reader's page."""

import pytest
from django.test import RequestFactory

from cms.pages import models
from publishing.rendering import overlay
from publishing.services import publish_site


@pytest.fixture
def shown(site):
    def show(page) -> str:
        response = page.make_preview_request(RequestFactory().get("/"))
        assert response.status_code == 200
        return response.content.decode()

    return show


def test_a_draft_is_shown_as_the_site_will_show_it(site, shown):
    page = site.add(title="草稿标题", summary="摘要", source="办公厅")
    page.body = [{"type": "rich_text", "value": "<p>还没有发布的正文</p>"}]
    page.save_revision()
    html = shown(page.get_latest_revision_as_object())
    assert "草稿标题" in html
    assert "还没有发布的正文" in html
    assert "/preview-files/theme/" in html


def test_unsaved_words_are_in_the_preview(site, shown):
    page = site.news("旧标题")
    page.title = "改了还没保存"
    assert "改了还没保存" in shown(page)


def test_a_page_that_was_never_saved_can_be_previewed(site, shown):
    page = models.NewsPage(title="全新稿件", locale=site.column.locale)
    page.set_url_path(site.column)
    page.depth = site.column.depth + 1
    page.path = models.NewsPage._get_children_path_interval(site.column.path)[1]
    assert "全新稿件" in shown(page)


def test_the_site_is_not_read_again_for_every_look_at_a_draft(site, shown, monkeypatch):
    page = site.news("第一篇")
    publish_site()
    shown(page)
    monkeypatch.setattr(overlay, "Site", None)  # reading it would fail
    page.title = "改了还没保存"
    assert "改了还没保存" in shown(page)
    draft = site.add(title="还没发布的草稿", summary="摘要", source="办公厅")
    assert "还没发布的草稿" in shown(draft)


@pytest.mark.parametrize("model", [models.TopicPage, models.PlainPage])
def test_other_kinds_have_previews_too(site, shown, model):
    extra = {"summary": "导语"} if model is models.TopicPage else {}
    page = site.home.specific.add_child(instance=model(title="页面题目", slug="ye", **extra))
    assert "页面题目" in shown(page)


def test_phone_and_desktop_are_offered(site):
    assert [size["device_width"] for size in site.column.preview_sizes] == [390, 1440]
