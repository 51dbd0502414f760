"""The permission faults Wagtail had in 2026, replayed: a draft's text reaches nobody who may not read it.

CVE-2026-44197 to 44201 (comparing revisions, history, copying, files in the API), CVE-2026-55468 (pages in the admin's API),
previews by crafted forms, copying for translation; and what is near: listings, choosers, collections, bulk actions, aliases.
"""

import json

import pytest
from wagtail.models import Page

from cms.library.models import SiteDocument, SiteImage
from tests.cms.editorial.conftest import Office

pytestmark = pytest.mark.production

SECRET = "尚未公布的人事安排"
BLIND = ("system_admin", "security_admin", "media_operator")
READERS = (*BLIND, "deputy")  # the office itself reads every draft, on the review screen


@pytest.fixture
def draft(db):
    """Somebody else's draft, in review at the first stage; all its text is the secret."""
    office = Office()
    return office.submitted(title=SECRET, summary=SECRET, body=[("rich_text", f"<p>{SECRET}</p>")])


def leaks(answer) -> bool:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode(errors="replace")
    return SECRET in text or SECRET in json.dumps(text) or SECRET.encode("unicode_escape").decode() in text


def numbers(page) -> dict[str, int]:
    state = page.current_workflow_task_state
    return {"page": page.pk, "revision": page.latest_revision.pk, "state": state.pk, "task": state.task_id}


ADDRESSES = {
    "comparing revisions": "/admin/pages/{page}/revisions/compare/earliest...latest/",
    "one revision": "/admin/pages/{page}/revisions/{revision}/view/",
    "going back to a revision": "/admin/pages/{page}/revisions/{revision}/revert/",
    "history": "/admin/pages/{page}/history/",
    "results of the history": "/admin/pages/{page}/history/results/",
    "history of the review": "/admin/pages/{page}/workflow_history/",
    "history of the site": "/admin/reports/site-history/",
    "copying": "/admin/pages/{page}/copy/",
    "moving": "/admin/pages/{page}/move/",
    "the draft itself": "/admin/pages/{page}/view_draft/",
    "the kept preview": "/admin/pages/{page}/edit/preview/",
    "the preview of a task": "/admin/pages/workflow/preview/{page}/{task}/",
    "the data of a task": "/admin/pages/workflow/collect_action_data/{page}/approve/{state}/",
    "who uses it": "/admin/pages/{page}/usage/",
    "a page in the admin's API": "/admin/api/main/pages/{page}/?fields=*",
    "translating": "/admin/localize/submit/page/{page}/",
    "deleting": "/admin/pages/{page}/delete/",
    "unpublishing": "/admin/pages/{page}/unpublish/",
    "deleting many": "/admin/bulk/wagtailcore/page/delete/?id={page}",
    "moving many": "/admin/bulk/wagtailcore/page/move/?id={page}",
    "publishing many": "/admin/bulk/wagtailcore/page/publish/?id={page}",
    "the public API": "/api/v3/pages/{page}/",
    "its revisions in the API": "/api/v3/pages/{page}/revisions/",
}


@pytest.mark.parametrize("way", ADDRESSES)
def test_a_draft_is_read_by_nobody_else_through(way, draft, client_for):
    address = ADDRESSES[way].format(**numbers(draft))
    for role in READERS:
        client = client_for(role)
        client.raise_request_exception = False
        assert not leaks(client.get(address)), role


LISTINGS = {
    "the page chooser": "/admin/choose-page/{column}/",
    "searching the page chooser": "/admin/choose-page/search/?q=人事",
    "pages in the admin's API": "/admin/api/main/pages/?fields=*&limit=20",
    "the page list": "/admin/pages/{column}/",
    "searching pages": "/admin/pages/search/?q=人事",
    "the report of the review": "/admin/reports/workflow/",
    "the first page": "/admin/",
    "many that were chosen": "/admin/choose-page/chosen-multiple/?id={page}",
}


@pytest.mark.parametrize("way", LISTINGS)
def test_titles_of_drafts_are_not_listed_for_who_does_no_content_through(way, draft, client_for):
    address = LISTINGS[way].format(page=draft.pk, column=draft.get_parent().pk)
    for role in BLIND:
        assert not leaks(client_for(role).get(address)), role


@pytest.mark.parametrize("role", ["media_operator", "deputy", "editor"])
def test_nobody_copies_aliases_or_translates_what_they_may_not_edit(draft, client_for, role):
    client, before = client_for(role), Page.objects.count()
    column = draft.get_parent().pk
    client.post(
        f"/admin/pages/{draft.pk}/copy/",
        {"new_title": "抄", "new_slug": "chao", "new_parent_page": column, "alias": "on"},
    )
    for action in ("copy", "create_alias", "copy_for_translation"):
        client.post(f"/admin/api/main/pages/{draft.pk}/action/{action}/", {"locale": "en"})
    client.post(f"/admin/localize/submit/page/{draft.pk}/", {"locales": "1"})
    assert Page.objects.count() == before


def test_a_crafted_preview_shows_who_may_not_write_nothing(draft, client_for):
    for role in BLIND:
        client = client_for(role)
        answer = client.post(f"/admin/pages/{draft.pk}/edit/preview/", {"title": SECRET})
        assert answer.status_code in (302, 403)
        assert not leaks(client.get(f"/admin/pages/{draft.pk}/edit/preview/"))


@pytest.mark.parametrize("role", ["", "system_admin", "security_admin", "deputy"])
def test_pictures_and_files_of_drafts_stay_with_the_office(db, client, client_for, role):
    image = SiteImage.objects.create(title=SECRET, file="x.png", width=1, height=1)
    file = SiteDocument.objects.create(title=SECRET, file="x.pdf", file_size=1)
    reader = client_for(role) if role else client
    for address in (
        f"/api/v3/images/{image.pk}/", "/api/v3/images/", f"/api/v3/documents/{file.pk}/", "/api/v3/documents/",
        f"/admin/api/main/images/{image.pk}/", "/admin/api/main/documents/", "/admin/images/chooser/",
        f"/admin/documents/chooser/chosen-multiple/?id={file.pk}", f"/documents/{file.pk}/x.pdf", "/media/x.png",
    ):  # fmt: skip
        answer = reader.get(address)
        assert answer.status_code in (302, 401, 403), address
        assert not leaks(answer)


def test_an_editor_leaves_the_pictures_of_others_alone(db, client_for, user_for):
    image = SiteImage.objects.create(
        title="别人的图", file="x.png", width=1, height=1, uploaded_by_user=user_for("editor")
    )
    client = client_for("editor")
    client.post(f"/admin/images/{image.pk}/delete/")
    client.post(f"/admin/bulk/library/siteimage/delete/?id={image.pk}")
    assert SiteImage.objects.filter(pk=image.pk).exists()
