"""Going live and leaving at a set time, with the authorisation looked at again when the time comes."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from cms.editorial import services
from cms.editorial.models import PublishAuthorisation, Withdrawal
from cms.editorial.refusals import NotAllowed
from foundation.audit.models import AuditRecord
from publishing.models import Change

NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


def test_an_approved_item_goes_live_at_its_time_and_not_before(office, clock):
    page = office.published(go_live_at=NOW + timedelta(hours=1))
    assert not page.live
    assert services.publish_due().published == 0
    clock.shift(timedelta(hours=2))
    assert services.publish_due() == services.publish_due().__class__(published=1)
    page.refresh_from_db()
    assert page.live
    assert Change.objects.filter(document_id=page.document_id, verb="publish").count() == 1


def test_the_clock_may_strike_twice(office, clock):
    office.published(go_live_at=NOW + timedelta(hours=1))
    clock.shift(timedelta(hours=2))
    assert services.publish_due().published == 1
    assert services.publish_due().published == 0


def test_a_schedule_without_authorisation_is_refused_recorded_and_dropped(office, clock):
    good = office.published("好稿", go_live_at=NOW + timedelta(hours=1))
    bad = office.published("坏稿", go_live_at=NOW + timedelta(minutes=30))
    PublishAuthorisation.objects.get(revision=bad.latest_revision).delete()
    clock.shift(timedelta(hours=2))
    due = services.publish_due()
    assert (due.published, due.refused) == (1, 1)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert good.live
    assert not bad.live
    assert AuditRecord.objects.filter(verb="editorial.publish_scheduled", result="refused").exists()
    assert services.publish_due().refused == 0


def test_an_item_leaves_at_the_end_of_its_term_with_a_note(office, clock):
    page = office.published(expire_at=NOW + timedelta(days=30))
    clock.shift(timedelta(days=31))
    assert services.publish_due().expired == 1
    page.refresh_from_db()
    assert page.expired
    assert not page.live
    note = Withdrawal.objects.get(document_id=page.document_id)
    assert (note.public_note, note.by) == ("已到期", None)
    assert Change.objects.filter(document_id=page.document_id).last().verb == "expire"


def test_wagtails_own_command_does_the_same(office, clock, capsys):
    page = office.published(expire_at=NOW + timedelta(days=30))
    clock.shift(timedelta(days=31))
    call_command("publish_scheduled", "--json")
    assert '"expired": 1' in capsys.readouterr().out
    assert Withdrawal.objects.filter(document_id=page.document_id).exists()


def test_a_schedule_can_be_cancelled_by_those_who_may(office, clock):
    page = office.published(go_live_at=NOW + timedelta(hours=1))
    with pytest.raises(NotAllowed):
        services.unschedule(page, office.editor)
    services.unschedule(page, office.chief_editor)
    clock.shift(timedelta(hours=2))
    assert services.publish_due().published == 0
    page = type(page).objects.get(pk=page.pk)
    assert not page.permissions_for_user(office.editor).page_locked()
