"""What was read is what is published: a change in between is never carried along."""

import pytest
from wagtail.actions.publish_revision import PublishPermissionError

from cms.editorial import services
from cms.editorial.digest import content_sha
from cms.editorial.refusals import NotAllowed
from cms.editorial.workflow import place_of


def test_a_page_under_review_is_closed_to_everybody(office):
    page = office.submitted()
    for person in (office.editor, office.first_reviewer, office.chief_editor):
        assert page.permissions_for_user(person).page_locked()


def test_a_change_during_the_review_starts_it_again(office):
    page = office.review(office.submitted(), 2)
    page.title = "悄悄改过"
    page.save_revision(user=office.editor)
    assert place_of(page).stage.label == "初审"
    assert place_of(page).revision == page.latest_revision
    with pytest.raises(NotAllowed):
        services.approve(page, office.final_reviewer)
    assert office.review(page).title == "悄悄改过"


def test_a_change_after_publication_is_not_public_until_it_is_reviewed(office):
    page = office.published()
    page.title = "改动未审"
    revision = page.save_revision(user=office.editor)
    with pytest.raises(PublishPermissionError):
        revision.publish(user=office.editor)
    page.refresh_from_db()
    assert page.title != "改动未审"


def test_an_approved_text_overwritten_in_place_is_not_published(office):
    page = office.submitted()
    revision = page.latest_revision
    services.authorise(revision, basis="import", by=None)
    content = dict(revision.content, title="换过的标题")
    type(revision).objects.filter(pk=revision.pk).update(content=content)
    with pytest.raises(PublishPermissionError, match="改动"):
        type(revision).objects.get(pk=revision.pk).publish()


def test_autosave_does_not_overwrite_what_reviewers_read(office):
    page = office.review(office.submitted(), 1)
    read = page.latest_revision
    before = content_sha(read.pk)
    page.title = "自动保存"
    saved = page.save_revision(user=office.editor, overwrite_revision=read)
    assert saved.pk != read.pk
    assert content_sha(read.pk) == before


def test_what_first_publication_settled_stays(office):
    page = office.draft()
    old_text = page.latest_revision
    office.review(office_submit(office, page))
    first = (page.public_path, page.sequence, page.published_on)
    page.title = "第二稿"
    page.save_revision(user=office.editor)
    services.submit_for_review(page, office.editor)
    office.review(page)
    assert (page.public_path, page.sequence, page.published_on) == first
    services.authorise(old_text, basis="import", by=None)
    old_text.publish()
    page.refresh_from_db()
    assert (page.public_path, page.sequence, page.published_on) == first


def office_submit(office, page):
    services.submit_for_review(page, office.editor)
    return page


def test_an_older_text_does_not_come_back_past_a_correction(office):
    page = office.published("有错的标题")
    wrong = page.live_revision
    page.title = "更正的标题"
    page.save_revision(user=office.editor)
    office.review(office_submit(office, page))
    with pytest.raises(PublishPermissionError):
        wrong.publish(user=office.chief_editor)
    page.refresh_from_db()
    assert page.title == "更正的标题"
