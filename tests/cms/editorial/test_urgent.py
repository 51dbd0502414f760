"""Urgent publication: one person now, a second pair of eyes within the set time."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.editorial import services
from cms.editorial.models import PublishAuthorisation, UrgentReview
from cms.editorial.refusals import NotAllowed, ReasonRequired, Refused, ReviewRefused
from foundation.rulebook.services import change_rule
from publishing.models import Change


@pytest.fixture
def urgent(office):
    page = office.draft("暴雨红色预警期间接访安排调整")
    return services.publish_urgently(page, office.chief_editor, "气象台刚发布红色预警")


def test_an_urgent_item_is_public_at_once_and_owes_a_check(office, urgent):
    page = urgent.page.specific
    assert page.live
    assert PublishAuthorisation.objects.get(revision=page.live_revision).basis == "urgent"
    change = Change.objects.get(document_id=page.document_id)
    assert (change.urgent, change.reason) == (True, "气象台刚发布红色预警")
    assert list(UrgentReview.objects.owed()) == [urgent]
    assert urgent.due_at - urgent.published_at < timedelta(hours=24, minutes=1)


@pytest.mark.parametrize("role", ["editor", "final_reviewer", "system_admin"])
def test_only_a_chief_editor_publishes_urgently(office, role):
    with pytest.raises(NotAllowed):
        services.publish_urgently(office.draft(), getattr(office, role), "急")


def test_urgent_publication_needs_a_reason(office):
    page = office.draft()
    with pytest.raises(ReasonRequired):
        services.publish_urgently(page, office.chief_editor, "")
    page.refresh_from_db()
    assert not page.live


def test_the_time_for_the_check_is_a_rule_people_can_change(office):
    source = "本机关信息发布制度第十二条"
    change_rule(
        "editorial.urgent_review_hours", value="2", source=source, reason="新制度", by=office.chief_editor
    )
    owed = services.publish_urgently(office.draft(), office.chief_editor, "急")
    assert owed.due_at <= timezone.now() + timedelta(hours=2)


def test_the_publisher_does_not_check_their_own_urgent_item(office, urgent):
    with pytest.raises(ReviewRefused, match="发布人以外"):
        services.confirm_urgent(urgent, office.chief_editor)
    urgent.checker = urgent.publisher
    with pytest.raises(IntegrityError), transaction.atomic():
        urgent.save()


def test_the_author_does_not_check_it_either(office, urgent):
    office.editor.groups.set(office.first_reviewer.groups.all())
    with pytest.raises(ReviewRefused, match="写过"):
        services.confirm_urgent(urgent, type(office.editor).objects.get(pk=office.editor.pk))


def test_a_second_person_confirms_and_nothing_is_owed_any_more(office, urgent):
    services.confirm_urgent(urgent, office.final_reviewer, "无误")
    assert not UrgentReview.objects.owed().exists()
    with pytest.raises(Refused, match="已复核"):
        services.confirm_urgent(urgent, office.second_reviewer)


def test_a_demanded_withdrawal_stays_owed_until_it_is_withdrawn(office, urgent):
    with pytest.raises(ReasonRequired):
        services.demand_withdrawal(urgent, office.final_reviewer, "")
    services.demand_withdrawal(urgent, office.final_reviewer, "地址写错了")
    assert UrgentReview.objects.owed().exists()
    services.withdraw(urgent.page, office.chief_editor, "地址写错了")
    assert not UrgentReview.objects.owed().exists()


def test_a_check_that_is_late_is_overdue(office):
    with time_machine.travel(datetime(2026, 11, 22, 1, tzinfo=UTC)) as clock:
        owed = services.publish_urgently(office.draft(), office.chief_editor, "急")
        assert not owed.overdue
        clock.shift(timedelta(hours=25))
        assert owed.overdue
