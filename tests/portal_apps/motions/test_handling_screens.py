"""The ledger of promises, the deputies' numbers, and what a person is told before an act."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from openpyxl import load_workbook

from foundation.audit.models import AuditRecord
from portal_apps.deputies.models import PersonalData
from portal_apps.motions import services as do
from portal_apps.motions.models import Commitment
from tests.services.sheets import PDF

from .house import handed_in, sheet

LEDGER = "/motions/promises/"


def at(thing, verb: str) -> str:
    return f"/motions/{thing.item_id}/act/{verb}/{thing.pk}/"


def test_the_rate_of_kept_promises_names_what_it_is_a_part_of(house, client_for):
    first, second = house.commitment(), house.commitment()
    do.fulfil(first, by=house.at(house.court), outcome="建成", evidence=[handed_in(house.at(house.court))])
    Commitment.objects.filter(pk=second.pk).update(due_on=localdate() - timedelta(12))
    page = client_for(house.staff).get(LEDGER)
    (line,) = page.context["kept"]
    assert (line.percent, line.fulfilled, line.due, line.late) == ("50%", 1, 2, 1)
    assert (line.judged_percent, line.unjudged) == ("—", 1)
    assert "逾期 12 天" in page.content.decode()


def test_the_ledger_is_narrowed_by_unit_state_and_day(house, client_for):
    one = house.commitment()
    client = client_for(house.staff)
    for asked, found in (
        ({"unit": house.court.pk}, 1),
        ({"unit": house.union.pk}, 0),
        ({"shown": "open"}, 1),
        ({"shown": "fulfilled"}, 0),
        ({"until": f"{one.due_on - timedelta(1)}"}, 0),
        ({"text": "人行道"}, 1),
    ):
        assert client.get(LEDGER, asked).context["page"].paginator.count == found, asked


def test_each_sees_the_promises_that_concern_them(house, client_for):
    house.commitment()
    for person, found in ((house.lead, 1), (house.at(house.court), 1), (house.at(house.union), 0)):
        assert client_for(person).get(LEDGER).context["page"].paginator.count == found
    assert client_for("editor").get(LEDGER).context["page"].paginator.count == 0


def test_the_ledger_leaves_the_house_with_a_trace(house, client_for):
    house.commitment()
    answer = client_for(house.staff).get(LEDGER, {"form": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert "增设人行道" in rows[-1]
    assert AuditRecord.objects.filter(verb="motions.export").count() == 1


def test_a_promise_is_kept_with_photos_and_judged_by_the_deputy(house, client_for):
    promise = house.commitment()
    unit, lead = client_for(house.at(house.court)), client_for(house.lead)
    item = promise.handling.item_id
    other = SimpleUploadedFile("二.pdf", PDF + b"\n", content_type="application/pdf")
    sent = {"outcome": "建成通行", "evidence-files": [sheet("一.pdf"), other], "seen": promise.version}
    assert unit.post(f"/motions/{item}/act/fulfil/{promise.pk}/", sent).status_code == 302
    assert promise.evidence.count() == 2
    paper = f"/attachments/files/{promise.evidence.first().stored_id}/"
    assert paper in lead.get(LEDGER).content.decode()
    assert lead.get(paper).status_code == 200
    assert client_for("editor").get(paper).status_code in (403, 404)
    assert "评价落实" in lead.get(LEDGER).content.decode()
    form = {"attitude": "satisfied", "grade": "dissatisfied", "seen": Commitment.objects.get().version}
    page = f"/motions/{item}/act/evaluate_promise/{promise.pk}/"
    refused = lead.post(page, form)
    assert refused.context["form"].errors.keys() == {"reasons"}
    assert lead.post(page, form | {"reasons": "护栏没有装"}).status_code == 302
    assert promise.evaluations.get().reasons == "护栏没有装"


def test_a_unit_sees_the_deputys_number_and_each_look_leaves_a_trace(house, client_for):
    handling = house.signed_for()
    person = house.deputies(1)[0].person
    PersonalData.objects.update_or_create(person=person, defaults={"phone": "13800000042"})
    page = f"/motions/{handling.item_id}/contacts/{handling.pk}/"
    client = client_for(house.at(house.court))
    assert "13800000042" not in client.get(page).content.decode()
    opened = client.post(page, {"sponsor": handling.item.sponsors.get().pk})
    assert "13800000042" in opened.content.decode()
    assert opened.headers["Cache-Control"] == "no-store"
    assert AuditRecord.objects.filter(verb="motions.see_contact").count() == 1


def test_nobody_else_sees_the_number(house, client_for):
    handling = house.signed_for()
    page = f"/motions/{handling.item_id}/contacts/{handling.pk}/"
    people = (house.at(house.union), house.staff, house.lead, house.person("government_office"))
    for person in people:
        assert client_for(person).get(page).status_code in (403, 404), person
    assert AuditRecord.objects.filter(verb="motions.see_contact").count() == 0


def test_nor_the_unit_once_it_is_done_with_it(house, client_for):
    handling = house.judged()
    page = f"/motions/{handling.item_id}/contacts/{handling.pk}/"
    assert client_for(house.at(house.court)).get(page).status_code == 403


def test_a_return_that_comes_too_late_says_since_when_and_where_to_turn(house, client_for, moment):
    handling = house.handling()
    client = client_for(house.at(house.court))
    assert "2026-05-25" in client.get(at(handling, "request_return")).content.decode()
    moment("2026-05-28 09:00+08:00")
    body = client_for(house.at(house.court)).get(at(handling, "request_return")).content.decode()
    assert "请代表工委登记逾期退回" in body


def test_who_decides_reads_what_was_asked(house, client_for):
    handling = do.request_return(
        house.handling(), by=house.at(house.court), grounds="应由交通部门管", suggested_unit="市交通局"
    )
    body = client_for(house.staff).get(at(handling, "grant_return")).content.decode()
    assert "应由交通部门管" in body
    assert "市交通局" in body


def test_an_evaluation_shows_the_letter_the_promises_and_what_silence_means(house, client_for):
    handling = house.replied(house.promised(house.contacted()))
    body = client_for(house.lead).get(at(handling, "evaluate")).content.decode()
    for said in ("已列入明年市政工程计划", "增设人行道", "不计入满意率的分母"):
        assert said in body, said
    assert "checked" not in body  # nothing is chosen beforehand


def test_a_disposal_keeps_the_paper_handed_in_with_it(house, client_for):
    handling = house.assessed()
    sent = {"disposal": "定于明年六月", "document-files": sheet("方案.pdf"), "seen": handling.version}
    assert client_for(house.at(house.court)).post(at(handling, "dispose"), sent).status_code == 302
    assert handling.events.filter(verb="dispose").get().document.stored.name == "方案.pdf"


@pytest.mark.parametrize("verb", ["decline", "step_back"])
def test_who_takes_the_name_back_lands_on_a_page_that_is_there(house, client_for, verb):
    item = do.invite(house.draft(), by=house.lead, deputies=house.deputies(2)[1:])
    other = house.deputies(2)[1].person.account
    if verb == "step_back":
        item = do.cosign(item, by=other)
    client = client_for(other)
    answer = client.post(
        f"/motions/{item.pk}/act/{verb}/", {"reason": "另有安排", "seen": item.version}, follow=True
    )
    assert answer.status_code == 200
    assert "办好了" in answer.content.decode()
