"""Address, date and order of a published page: nobody overwrites them, and no old address is forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.editorial.gate.context import historical
from cms.editorial.services import authorise
from cms.pages import models
from cms.pages.export import page_exporter
from cms.pages.models import ColumnPage, NewsPage, RetiredPath
from foundation.audit.models import AuditRecord


def facts(page):
    page = type(page).objects.get(pk=page.pk)
    return page.public_path, page.published_on, page.sequence


def publish_again(site, page):
    revision = page.save_revision(user=site.by)
    authorise(revision, basis="import", by=site.by, reason="测试")
    revision.publish(user=site.by)


def moved():
    return {(one.path, one.target) for one in page_exporter.moved()}


def test_saving_a_page_with_other_facts_changes_nothing(site):
    page = site.news()
    before = facts(page)
    page.published_on = timezone.now() - timedelta(days=400)
    page.sequence, page.public_path = 1, "/faked/"
    page.save()
    assert facts(page) == before


def test_publishing_again_and_publishing_an_old_text_keep_the_facts(site):
    page = site.news()
    before = facts(page)
    page.title = "改过的标题"
    publish_again(site, page)
    old = page.revisions.order_by("pk").first()
    publish_again(site, old.as_object())
    assert facts(page) == before
    assert NewsPage.objects.get(pk=page.pk).title == "常委会举行会议"


def test_a_revision_whose_content_was_forged_brings_no_forged_facts(site):
    page = site.news()
    before = facts(page)
    revision = page.save_revision(user=site.by)
    revision.content.update(published_on="2020-01-01T00:00:00Z", sequence=1, public_path="/faked/")
    revision.save()
    restored = revision.as_object()
    assert (restored.public_path, restored.published_on, restored.sequence) == before


def test_a_copy_starts_as_a_draft_without_any_of_them(site):
    page = site.news()
    copy = page.copy(update_attrs={"slug": "copy", "title": "副本"}, keep_live=True)
    assert not NewsPage.objects.get(pk=copy.pk).live
    assert facts(copy) == (None, None, None)
    assert copy.get_latest_revision_as_object().sequence is None


def test_an_alias_is_refused(site):
    with pytest.raises(PermissionDenied):
        site.news().create_alias(update_slug="alias")


def test_a_new_page_is_a_draft_whatever_it_says_of_itself(site):
    page = site.add(live=True, published_on=timezone.now(), sequence=7, public_path="/faked/")
    assert not NewsPage.objects.get(pk=page.pk).live
    assert facts(page) == (None, None, None)


def test_content_of_the_past_comes_with_its_true_date_and_leaves_a_record(site):
    when = timezone.now() - timedelta(days=500)
    page = site.live(site.add(), published_on=when)
    assert page.published_on == when
    assert f"/{timezone.localtime(when):%Y/%m%d}/" in page.public_path
    assert AuditRecord.objects.filter(verb="pages.import_date", object_key=page.document_id).exists()
    assert historical([page.document_id]) == {page.document_id}
    assert historical([site.live(site.add()).document_id]) == frozenset()


def test_a_date_in_the_future_is_refused(site):
    with pytest.raises(ValidationError, match="晚于现在"):
        site.live(site.add(), published_on=timezone.now() + timedelta(days=1))


def test_renaming_a_column_moves_its_sub_columns_and_leaves_its_items_alone(site):
    child = site.live(site.add_column("征求意见", "zhengqiu", parent=site.column))
    page = site.live(site.add(parent=child))
    column = ColumnPage.objects.get(pk=site.column.pk)
    column.slug = "news"
    publish_again(site, column)
    assert ColumnPage.objects.get(pk=child.pk).public_path == "/news/zhengqiu/"
    assert facts(page)[0].startswith("/yaowen/zhengqiu/20")
    assert moved() == {("/yaowen/", "/news/"), ("/yaowen/zhengqiu/", "/news/zhengqiu/")}
    assert site.changes(child, "move") == 1


def test_going_back_to_an_old_address_takes_it_out_of_the_redirects(site):
    for slug in ("news", "yaowen"):
        column = ColumnPage.objects.get(pk=site.column.pk)
        column.slug = slug
        publish_again(site, column)
    assert moved() == {("/news/", "/yaowen/")}


def test_an_address_that_is_taken_is_refused_with_its_holder(site):
    other = site.live(site.add_column("动态", "dongtai"))
    ColumnPage.objects.filter(pk=other.pk).update(public_path="/gonggao/")
    with pytest.raises(ValidationError, match="已经属于《动态》"):
        site.live(site.add_column("公告", "gonggao"))


@pytest.mark.parametrize("slug", ["search", "2026", "en", "media"])
def test_addresses_the_site_itself_needs_are_refused(site, slug):
    with pytest.raises(ValidationError, match="保留"):
        site.live(site.add_column("栏目", slug))


def test_moving_an_item_keeps_its_address_and_tells_the_publisher(site):
    other = site.live(site.add_column("动态", "dongtai"))
    page = site.news()
    before = facts(page)
    page.move(ColumnPage.objects.get(pk=other.pk), pos="last-child")
    assert facts(page) == before
    assert site.changes(page, "move") == 1
    assert site.document(page).column == f"page:{other.pk}"
    assert site.changes(other, "touch") >= 1


def test_moving_a_column_moves_its_address(site):
    other = site.live(site.add_column("立法", "lifa"))
    child = site.live(site.add_column("解读", "jiedu"))
    child.move(ColumnPage.objects.get(pk=other.pk), pos="last-child")
    assert ColumnPage.objects.get(pk=child.pk).public_path == "/lifa/jiedu/"
    assert ("/jiedu/", "/lifa/jiedu/") in moved()


def test_a_column_with_published_items_cannot_leave_the_site(site):
    site.news()
    column = ColumnPage.objects.get(pk=site.column.pk)
    with pytest.raises(PermissionDenied, match="请先撤下或移走"):
        column.unpublish()
    assert ColumnPage.objects.get(pk=column.pk).live


def test_a_deleted_page_goes_on_answering_with_a_note(site):
    page = site.news("要删的稿件")
    path, document_id = page.public_path, page.document_id
    models.NewsPage.objects.filter(pk=page.pk).update(live=False)  # withdrawn; how is told elsewhere
    NewsPage.objects.get(pk=page.pk).delete()
    (gone,) = page_exporter.export([document_id])
    assert (gone.path, gone.title, gone.locale) == (path, "要删的稿件", "zh-hans")
    assert document_id in list(page_exporter.all_ids())
    assert site.changes(document_id, "delete") == 1


def test_what_was_never_public_leaves_nothing_behind(site):
    page = site.add()
    document_id = page.document_id
    page.delete()
    assert list(page_exporter.export([document_id])) == []
    assert not RetiredPath.objects.exists()
    assert site.changes(document_id) == 0
