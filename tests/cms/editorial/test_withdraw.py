"""What was public leaves the site with a reason, and its address keeps an answer."""

import pytest
from django.db import transaction
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import Page

from cms.editorial import services
from cms.editorial.models import Withdrawal
from cms.editorial.refusals import NotAllowed, ReasonRequired, Refused
from cms.editorial.workflow import place_of
from foundation.audit.models import AuditRecord
from publishing.models import Change


def test_a_withdrawn_item_leaves_a_note_and_is_pushed_first(office):
    page = office.published()
    services.withdraw(page, office.chief_editor, "数字有误", public_note="内容更正中")
    page.refresh_from_db()
    assert not page.live
    note = Withdrawal.objects.get(document_id=page.document_id)
    assert (note.reason, note.public_note, note.by) == ("数字有误", "内容更正中", office.chief_editor)
    assert (note.path, note.title, note.locale) == (page.public_path, page.title, "zh-hans")
    change = Change.objects.filter(document_id=page.document_id).last()
    assert (change.verb, change.urgent, change.reason, change.actor) == (
        "withdraw",
        True,
        "数字有误",
        office.chief_editor,
    )
    assert AuditRecord.objects.filter(verb="editorial.withdraw", object_key=page.document_id).exists()


@pytest.mark.parametrize("role", ["editor", "first_reviewer", "second_reviewer", "media_operator"])
def test_only_the_chief_editor_and_the_final_reviewer_withdraw(office, role):
    page = office.published()
    with pytest.raises(NotAllowed):
        services.withdraw(page, getattr(office, role), "理由")


def test_a_withdrawal_without_a_reason_is_refused(office):
    page = office.published()
    with pytest.raises(ReasonRequired, match="理由"):
        services.withdraw(page, office.chief_editor, "  ")
    page.refresh_from_db()
    assert page.live


def test_a_draft_cannot_be_withdrawn(office):
    with pytest.raises(Refused, match="不在网上"):
        services.withdraw(office.draft(), office.chief_editor, "理由")


def test_unpublishing_past_the_verb_is_refused_on_every_road(office):
    page = office.published()
    base = Page.objects.get(pk=page.pk)
    with pytest.raises(Refused, match="撤稿"):
        page.unpublish(user=office.chief_editor)
    with pytest.raises(Refused, match="撤稿"):
        base.unpublish()
    page.refresh_from_db()
    page.live = False
    with pytest.raises(Refused, match="撤稿"):
        page.save()
    assert Page.objects.get(pk=page.pk).live
    assert not Change.objects.filter(document_id=page.document_id, verb="withdraw").exists()


def test_a_live_page_cannot_be_deleted(office):
    page = office.published()
    with pytest.raises(Refused, match="先撤稿"):
        page.delete()
    with pytest.raises(Refused, match="先撤稿"), transaction.atomic():
        Page.objects.get(pk=office.column.pk).delete()
    assert Page.objects.filter(pk=page.pk).exists()


def test_deleting_a_withdrawn_page_keeps_its_note(office):
    page = office.published()
    services.withdraw(page, office.chief_editor, "重复发布")
    document_id = page.document_id
    type(page).objects.get(pk=page.pk).delete()
    assert Withdrawal.objects.filter(document_id=document_id).exists()


def test_publishing_again_lifts_the_note(office):
    page = office.published()
    services.withdraw(page, office.chief_editor, "数字有误")
    page = type(page).objects.get(pk=page.pk)
    page.title = "更正后的标题"
    page.save_revision(user=office.editor)
    services.submit_for_review(page, office.editor)
    office.review(page)
    assert page.live
    assert not Withdrawal.objects.filter(document_id=page.document_id).exists()


def test_what_was_withdrawn_does_not_come_back_by_its_old_approval(office):
    page = office.published()
    services.withdraw(page, office.chief_editor, "内容不实")
    page = type(page).objects.get(pk=page.pk)
    with pytest.raises(PublishPermissionError, match="没有通过三审"):
        page.latest_revision.publish(user=office.chief_editor)
    services.submit_for_review(page, office.editor)
    assert not Page.objects.get(pk=page.pk).live
    assert place_of(page).stage.label == "初审"
