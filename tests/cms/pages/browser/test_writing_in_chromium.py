"""An editor writes an item in the admin and sees at once what readers will get."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from cms.editorial.permissions import grant_role_permissions
from cms.editorial.workflow import ensure_workflow
from cms.pages.models import ContentTag, NewsPage

from ..conftest import SmallSite

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db) -> SmallSite:
    site = SmallSite()
    ensure_workflow()
    grant_role_permissions()
    return site


def add_block(page, label: str) -> None:
    page.locator(
        "[data-streamfield-stream-container] button[title='插入区块'], .c-sf-add-button"
    ).last.click()
    page.get_by_role("option", name=label, exact=True).click()


def test_an_editor_writes_blocks_previews_and_saves(office, live_server, page, log_in, user_for):
    log_in(page, user_for("editor"), live_server.url)
    page.goto(f"{live_server.url}/admin/pages/add/pages/newspage/{office.column.pk}/")
    page.locator("#id_title").fill("停车条例走进社区")
    page.locator("#id_summary").fill("三十位居民当面提意见。")
    page.locator("#id_source").fill("办公厅")
    add_block(page, "小标题")
    page.locator("[name=body-0-value-text]").fill("现场说了什么")
    add_block(page, "引文")
    page.locator("[name=body-1-value-text]").fill("夜里空着的车位应当开放。")
    page.get_by_role("button", name="保存草稿").first.click()
    page.wait_for_url("**/edit/")
    saved = NewsPage.objects.get().get_latest_revision_as_object()
    assert [block.block_type for block in saved.body] == ["heading", "quotation"]
    assert not saved.live

    page.goto(f"{live_server.url}/admin/pages/{saved.pk}/view_draft/")
    assert page.locator("h1").inner_text().replace("\n", "") == "停车条例走进社区"
    assert page.get_by_text("夜里空着的车位应当开放。").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").count("Serif")


def test_a_chief_editor_merges_two_tags(office, live_server, page, log_in, user_for):
    for name in ("停车", "停车难"):
        item = office.add(title=name)
        item.tags.add(name)
        office.live(item)
    log_in(page, user_for("chief_editor"), live_server.url)
    page.goto(f"{live_server.url}/admin/contenttag/")
    page.get_by_role("row", name="停车难").get_by_role("link", name="并入……").click()
    page.locator(".merge-tag").wait_for()
    found = Axe().run(page, context=".merge-tag").response["violations"]
    assert [violation["id"] for violation in found] == []
    page.get_by_label("并入标签").select_option(label="停车")
    page.get_by_role("button", name="合并").click()
    page.get_by_text("已并入“停车”").wait_for()
    assert list(ContentTag.objects.values_list("name", flat=True)) == ["停车"]


def test_an_editor_may_not_merge_tags(office, client_for):
    tag = ContentTag.objects.create(name="停车")
    answer = client_for("editor").get(f"/admin/contenttag/merge/{tag.pk}/")
    assert answer.status_code in (302, 403)
    assert ContentTag.objects.filter(pk=tag.pk).exists()
