"""Every other road Wagtail knows to the public site ends at the same wall, superusers included."""

import json

import pytest
from django.contrib.auth.models import Permission
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.editorial import services
from cms.editorial.refusals import Refused
from cms.pages.models import NewsPage
from publishing.models import Change

from .conftest import make_user

pytestmark = pytest.mark.production


@pytest.fixture(params=["superuser", "holder of Wagtail's publish permission"])
def mighty(request, office, client):
    """The most powerful people Wagtail can imagine, logged in."""
    if request.param == "superuser":
        user = make_user("超级用户", is_superuser=True)
    else:
        user = make_user("什么都能", "chief_editor")
        root, group = Page.objects.get(depth=1), user.groups.get()
        for codename in ("publish_page", "change_page", "add_page", "bulk_delete_page", "lock_page"):
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    client.force_login(user)
    return user


def api(client, user, method: str, address: str, body: dict | None = None):
    from wagtail.models.api import APIToken

    _, token = APIToken.create_token(user=user, name="test")
    return getattr(client, method)(
        f"/api/v3{address}",
        json.dumps(body or {}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )


def form(title: str, **extra) -> dict:
    """What the edit view sends."""
    fields = {
        "title": title,
        "news_type": "activity",
        "body": streamfield([]),
        "comments": inline_formset([]),
    }
    return nested_form_data({**fields, **extra})


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_the_publish_button_of_the_edit_view_only_saves(office, mighty, client):
    page = office.draft()
    screen = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 'name="action-publish"' not in screen
    client.post(f"/admin/pages/{page.pk}/edit/", form("发", **{"action-publish": "1"}))
    assert Page.objects.get(pk=page.pk).draft_title == "发"
    assert not is_live(page)


def test_publishing_many_pages_at_once_is_refused(office, mighty, client):
    page = office.draft()
    client.post(
        f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={page.pk}", {"include_descendants": "1"}
    )
    assert not is_live(page)


def test_unpublishing_many_pages_at_once_is_refused(office, mighty, client):
    page = office.published()
    client.post(f"/admin/bulk/wagtailcore/page/unpublish/?next=/admin/&id={page.pk}")
    client.post(
        f"/admin/bulk/wagtailcore/page/unpublish/?next=/admin/&id={office.column.pk}",
        {"include_descendants": "1"},
    )
    assert is_live(page)
    assert is_live(office.column)


def test_deleting_many_pages_at_once_is_refused_while_one_is_public(office, mighty, client):
    page = office.published()
    client.post(f"/admin/bulk/wagtailcore/page/delete/?next=/admin/&id={page.pk}")
    client.post(f"/admin/pages/{page.pk}/delete/")
    client.post(f"/admin/pages/{office.column.pk}/delete/", {"confirm_site_name": "示例市人大常委会"})
    assert is_live(page)


def test_wagtails_unpublish_screen_is_closed(office, mighty, client):
    page = office.published()
    client.post(f"/admin/pages/{page.pk}/unpublish/")
    assert is_live(page)


@pytest.mark.parametrize("verb", ["publish", "unpublish"])
def test_the_api_neither_publishes_nor_unpublishes(office, mighty, client, verb):
    page = office.draft() if verb == "publish" else office.published()
    before = is_live(page)
    answer = api(client, mighty, "post", f"/pages/{page.pk}/actions/{verb}/")
    assert answer.status_code == 403
    assert is_live(page) is before


def test_the_api_does_not_create_a_public_page(office, mighty, client):
    body = {
        "meta": {"type": "pages.NewsPage", "parent_id": office.column.pk, "action": "publish"},
        "title": "接口来稿",
        "news_type": "activity",
    }
    answer = api(client, mighty, "post", "/pages/", body)
    assert answer.status_code in (403, 422)
    assert not NewsPage.objects.live().filter(title="接口来稿").exists()


def test_the_api_does_not_publish_with_a_change(office, mighty, client):
    page = office.published()
    body = {"meta": {"type": "pages.NewsPage", "action": "publish"}, "title": "接口改动"}
    answer = api(client, mighty, "patch", f"/pages/{page.pk}/", body)
    assert answer.status_code in (403, 422)
    assert Page.objects.get(pk=page.pk).title != "接口改动"


def test_a_copy_of_a_public_page_is_a_draft(office, mighty):
    copy = office.published().copy(update_attrs={"slug": "copy"}, user=mighty, keep_live=True)
    copy = NewsPage.objects.get(pk=copy.pk)
    assert not copy.live
    assert copy.public_path is None
    assert not Change.objects.filter(document_id=copy.document_id).exists()
    with pytest.raises(PublishPermissionError):
        copy.latest_revision.publish()


def test_an_alias_is_refused(office, mighty):
    with pytest.raises(PublishPermissionError, match="别名"):
        office.published().create_alias(update_slug="alias", user=None)


def test_going_back_to_an_old_text_makes_a_draft(office, mighty, client):
    page = office.draft("没审过的旧稿")
    old = page.latest_revision
    page.title = "审过的标题"
    page.save_revision(user=office.editor)
    services.submit_for_review(page, office.editor)
    office.review(page)
    client.post(
        f"/admin/pages/{page.pk}/edit/",
        form("没审过的旧稿", revision=old.pk, **{"action-publish": "1"}),
    )
    assert Page.objects.get(pk=page.pk).title == "审过的标题"
    reverted = old.as_object().save_revision(user=mighty, previous_revision=old)
    with pytest.raises(PublishPermissionError):
        reverted.publish(user=mighty)


def test_wagtails_action_classes_are_refused_even_without_permission_checks(office):
    page = office.draft()
    with pytest.raises(PublishPermissionError):
        PublishPageRevisionAction(page.latest_revision).execute(skip_permission_checks=True)
    public = office.published()
    with pytest.raises(Refused):
        UnpublishPageAction(public).execute(skip_permission_checks=True)
    assert not is_live(page)
    assert is_live(public)


def test_setting_the_flag_by_hand_is_refused(office):
    page = office.draft()
    page.live = True
    with pytest.raises(PublishPermissionError):
        page.save()
    born = office.column.add_child(instance=NewsPage(title="生而公开", live=True))
    assert not is_live(born)
