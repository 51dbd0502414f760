"""代录: every step a deputy takes, entered by staff from the screens, visible as that, also for who has no account."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.attachments.models import StoredFile
from foundation.life.models import ProxyEntry
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Mandate, Person
from portal_apps.motions import services as do
from portal_apps.motions.for_deputies import offers_for
from portal_apps.motions.models import Evaluation, Event, Item, Sponsor

from .house import TEXT, on_paper, sheet

pytestmark = pytest.mark.django_db
GRADES = {"attitude": "satisfied", "grade": "satisfied"}


@pytest.fixture
def staff(house, client_for):
    return client_for(house.staff)


def signed(**more) -> dict:
    return {"how": "paper", "scan-files": sheet(), "note": "当面交来", **more}


def address(person: Person, item: Item | None = None, verb: str = "", on: int = 0) -> str:
    where = f"/motions/for/{person.pk}/"
    return f"{where}{item.pk}/{verb}/{f'{on}/' if on else ''}" if item else where


def without_account(house) -> Mandate:
    return house.city.deputy("石白露")


def test_a_sheet_of_a_deputy_without_an_account_becomes_a_suggestion_and_goes_its_way(house, staff):
    mandate = without_account(house)
    made = staff.post(f"{address(mandate.person)}new/", signed(kind="suggestion", title="关于修桥的建议"))
    item = Item.objects.get()
    assert made["Location"] == f"/motions/{item.pk}/write/"
    page = staff.get(made["Location"]).content.decode()
    assert "替石白露代表录入" in page
    typed = {**TEXT, "title": item.title, "open_wish": "open", "no_secrets": "on"}
    assert staff.post(made["Location"], {**typed, "do": "submit"}).status_code == 302
    item.refresh_from_db()
    assert item.state == "commission_review"
    events = Event.objects.filter(item=item).exclude(verb="edit")
    assert {(one.verb, one.for_person, one.by) for one in events} == {
        ("write", mandate.person, house.staff),
        ("submit", mandate.person, house.staff),
    }
    history = staff.get(f"/motions/{item.pk}/").content.decode()
    assert "石白露" in history
    assert "依据：书面" in history
    assert "签字扫描件" in history
    entry = ProxyEntry.objects.get()
    assert (entry.person, entry.whom) == (None, "石白露")
    assert staff.get(f"/proxy/scans/{entry.pk}/").status_code == 200
    assert not StoredFile.objects.exists()  # the entry has its own


def test_a_colleague_signs_on_the_sheet_and_staff_see_no_word_of_the_draft(house, staff):
    mandate = without_account(house)
    item = do.invite(house.draft(), by=house.lead, deputies=[mandate])
    page = staff.get(address(mandate.person)).content.decode()
    assert "确认联名" in page
    assert TEXT["analysis"] not in page
    assert item.title not in staff.get(address(house.lead.deputy)).content.decode()  # the lead's own draft
    form = staff.get(address(mandate.person, item, "cosign")).content.decode()
    assert TEXT["analysis"] not in form
    assert staff.post(address(mandate.person, item, "cosign"), {"how": "phone"}).status_code == 422
    assert staff.post(address(mandate.person, item, "cosign"), signed()).status_code == 302
    assert Sponsor.objects.get(mandate=mandate).state == "confirmed"


def test_without_the_sheet_or_with_a_wrong_file_it_is_said_at_the_field(house, staff):
    mandate = without_account(house)
    item = do.invite(house.draft(), by=house.lead, deputies=[mandate])
    where = address(mandate.person, item, "cosign")
    assert "请附上文件" in staff.post(where, {"how": "paper"}).content.decode()
    wrong = SimpleUploadedFile("签名.exe", b"MZ\x90")
    assert "这是程序，不能上传" in staff.post(where, {"how": "paper", "scan-files": wrong}).content.decode()


def test_a_former_deputy_still_judges_the_answer_on_a_signed_sheet_and_raises_nothing_new(house, staff):
    handling = house.replied()
    mandate = house.deputies(1)[0]
    Mandate.objects.filter(pk=mandate.pk).update(state="terminated")
    house.lead.groups.clear()
    with pytest.raises(PermissionDenied):
        do.evaluate(handling, by=type(house.lead).objects.get(pk=house.lead.pk), **GRADES)
    where = address(mandate.person, handling.item, "evaluate", handling.pk)
    assert "评价答复" in staff.get(address(mandate.person)).content.decode()
    assert staff.post(where, signed(**GRADES)).status_code == 302
    assert Evaluation.objects.get().entry.how == "paper"
    assert staff.get(f"{address(mandate.person)}new/").status_code == 404
    with pytest.raises(Refused, match="不在履职期间"):
        do.write(mandate, "suggestion", by=house.staff, title="新的", signed=on_paper(mandate.person))


def test_every_step_of_a_deputy_can_be_entered_and_is_marked(house, staff):
    """From a paper with a colleague to the second judgement."""
    lead, other = (one.person for one in house.deputies(2))
    said = {**TEXT, "title": "纸质建议"}
    staff.post(f"{address(lead)}new/", signed(kind="suggestion", title=said["title"]))
    item = Item.objects.get()
    staff.post(f"/motions/{item.pk}/write/", {**said, "open_wish": "open", "no_secrets": "on", "do": "save"})
    steps = [
        (lead, "invite", {"deputies": other.name}),
        (other, "cosign", signed()),
        (other, "step_back", signed()),
        (lead, "invite", {"deputies": other.name}),
        (other, "decline", {"how": "phone"}),
        (lead, "submit", {}),
    ]
    for person, verb, values in steps:
        assert staff.post(address(person, item, verb), values).status_code == 302, verb
    handling = house.replied(house.promised(house.contacted(house.handling(_assigned(house, item)))))
    staff.post(address(lead, item, "object"), {"how": "in_person", "reason": "应由交通局办"})
    staff.post(address(lead, item, "evaluate", handling.pk), signed(**GRADES))
    promise = handling.commitments.get()
    do.explain(promise, by=house.at(handling.unit), outcome="推迟")
    done = staff.post(address(lead, item, "evaluate_promise", promise.pk), signed(**GRADES))
    assert done.status_code == 302
    verbs = Event.objects.filter(item=item).exclude(for_person=None).values_list("verb", flat=True)
    assert {*verbs} >= {"write", "invite", "cosign", "step_back", "decline", "submit", "object"}
    assert {*verbs} >= {"evaluate", "evaluate_promise"}
    offered = {one.step.key for one in offers_for(Item.objects.get(pk=item.pk), lead)}
    assert "withdraw" in offered


def _assigned(house, item: Item) -> Item:
    item = do.accept(Item.objects.get(pk=item.pk), by=house.staff)
    item = do.propose_units(item, by=house.staff, units=[do.Place(house.court)])
    return do.assign(item, by=house.staff)


def test_a_doubled_click_enters_once_and_who_may_not_enter_for_this_deputy_finds_no_page(
    house, staff, client_for
):
    handling = house.replied()
    mandate = house.deputies(1)[0]
    where = address(mandate.person, handling.item, "evaluate", handling.pk)
    values = GRADES | {"seen": handling.version}
    for _ in range(2):
        assert staff.post(where, signed(**values)).status_code == 302
    assert Evaluation.objects.count() == 1
    other = client_for(house.person("delegation_staff"))
    Mandate.objects.filter(pk=mandate.pk).update(delegation=house.city.delegations[1])
    assert other.get(address(mandate.person)).status_code == 403
    assert client_for(house.lead).get(address(mandate.person)).status_code == 403
