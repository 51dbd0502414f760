"""Who moved away: recorded by staff with a paper, or reported by the deputy; staff are alerted, no mandate ends."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from foundation.audit.models import AuditRecord
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Alert, Relocation
from portal_apps.deputies.services import edit_person, record_relocation

MOVED = {"what": "residence", "moved_on": date(2026, 10, 8), "place": "邻省清远市"}


@pytest.fixture
def staff(user_for):
    return user_for("congress_staff")


@pytest.fixture
def held(city, user_for):
    return city.deputy(account=user_for("deputy"), employer="望河区医院")


@pytest.mark.django_db
def test_staff_record_it_with_its_paper_and_the_alert_says_date_place_and_source(held, staff):
    record_relocation(held.person, by=staff, source="户籍迁移证 3 号", **MOVED)
    alert = Alert.objects.get()
    for told in ("2026-10-08", "邻省清远市", "户籍迁移证 3 号", "第六十二条第（一）项"):
        assert told in alert.text + alert.law
    held.refresh_from_db()
    assert held.state == "confirmed"
    assert AuditRecord.objects.filter(verb="deputies.relocated").count() == 1


@pytest.mark.django_db
def test_a_deputy_reports_it_from_the_own_page(held, client_for):
    client = client_for(held.person.account)
    assert "报告迁出、调离" in client.get("/deputies/mine/").content.decode()
    sent = {**MOVED, "what": "work", "moved_on": "2026-10-08"}
    assert client.post("/deputies/mine/relocations/new/", sent)["Location"] == "/deputies/mine/"
    assert Relocation.objects.get().source == "本人报告"
    assert Alert.objects.open().count() == 1
    assert client.post("/deputies/mine/relocations/new/", sent).status_code == 422  # twice


@pytest.mark.django_db
def test_a_guess_that_was_open_becomes_the_recorded_fact(held, staff):
    edit_person(held.person, by=staff, values={"employer": "邻省医院"})
    record_relocation(held.person, by=staff, source="调令", **{**MOVED, "what": "work"})
    assert "调令" in Alert.objects.get().text


@pytest.mark.django_db
def test_nobody_else_records_it_and_nothing_without_a_paper_or_ahead_of_time(held, staff, user_for):
    for role in ("deputy", "delegation_staff", "committee_staff"):
        with pytest.raises(PermissionDenied):
            record_relocation(held.person, by=user_for(role), source="x", **MOVED)
    with pytest.raises(Refused, match="依据"):
        record_relocation(held.person, by=staff, **MOVED)
    ahead = {**MOVED, "moved_on": localdate() + timedelta(1)}
    with pytest.raises(Refused, match="还没有到"):
        record_relocation(held.person, by=staff, source="x", **ahead)
