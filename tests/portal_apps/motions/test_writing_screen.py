"""The writing page as it is sent: begun once, never overwritten unseen, filed only when nothing stands against it."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from foundation.attachments.models import StoredFile
from portal_apps.motions import services as do
from portal_apps.motions.models import Event, Item

from .house import TEXT, sheet

TYPED = {**TEXT, "title": "关于完善望河大桥人行设施的建议", "open_wish": "open", "no_secrets": "on"}


@pytest.fixture
def deputy(house, client_for):
    """The lead of these scenes, logged in."""
    return client_for(house.lead)


def sent(client, address: str, **more):
    return client.post(address, {**TYPED, **more})


def test_the_first_save_makes_one_draft_however_often_it_is_sent(deputy):
    uid = str(uuid4())
    first = sent(deputy, "/motions/new/", uid=uid, do="autosave").json()
    again = sent(deputy, "/motions/new/", uid=uid, do="autosave", situation="又写了一句。").json()
    item = Item.objects.get()
    assert first["url"] == again["url"] == f"/motions/{item.pk}/write/"
    assert item.text.situation == "又写了一句。"


def test_a_save_that_changes_nothing_leaves_no_trace(house, deputy):
    item = Item.objects.get(pk=_begun(deputy))
    sent(deputy, f"/motions/{item.pk}/write/", seen=item.version)
    assert Event.objects.filter(item=item, verb="edit").count() == 0


def test_another_page_does_not_overwrite_what_was_saved_meanwhile(deputy):
    pk = _begun(deputy)
    assert sent(deputy, f"/motions/{pk}/write/", seen=1, page="甲", analysis="甲页写的").status_code == 302
    answer = sent(deputy, f"/motions/{pk}/write/", seen=1, page="乙", analysis="乙页写的")
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "乙页写的" in body
    assert "甲页写的" in body
    assert "没有盖掉那边的" in body
    assert Item.objects.get(pk=pk).text.analysis == "甲页写的"


def test_the_same_page_goes_on_when_only_the_answer_was_lost(deputy):
    pk = _begun(deputy)
    for typed in ("一", "一二"):
        answer = sent(deputy, f"/motions/{pk}/keep/", seen=1, page="甲", analysis=typed, do="autosave")
        assert answer.status_code == 200
    assert Item.objects.get(pk=pk).text.analysis == "一二"


def test_what_is_missing_is_said_at_the_field_above_and_below(deputy):
    pk = _begun(deputy, proposal="", no_secrets="")
    answer = sent(deputy, f"/motions/{pk}/write/", do="submit", proposal="", no_secrets="")
    body = answer.content.decode()
    assert answer.status_code == 422
    assert body.count("还没有写。") == 1
    assert 'href="#at-proposal"' in body
    assert 'href="#at-no_secrets"' in body
    assert "还差 <b>2</b> 项" in body
    assert Item.objects.get(pk=pk).state == "draft"


def test_a_warning_is_read_before_it_is_filed(deputy):
    pk = _begun(deputy)
    warned = {"situation": TEXT["situation"] + "另一个问题是停车。", "do": "submit"}
    first = sent(deputy, f"/motions/{pk}/write/", **warned)
    assert first.status_code == 422
    assert "仍然提出" in first.content.decode()
    assert sent(deputy, f"/motions/{pk}/write/", **warned, warned="on").status_code == 302
    assert Item.objects.get(pk=pk).state == "commission_review"


def test_filing_twice_files_once(deputy):
    pk = _begun(deputy)
    for _ in range(2):
        answer = sent(deputy, f"/motions/{pk}/write/", do="submit")
        assert answer.status_code == 302
        assert answer["Location"] == f"/motions/{pk}/"
    assert Event.objects.filter(item=pk, verb="submit").count() == 1


def test_a_draft_is_nobody_elses(house, deputy, client_for):
    pk = _begun(deputy)
    for person in (house.staff, house.deputies(2)[1].person.account):
        client = client_for(person)
        assert client.get(f"/motions/{pk}/").status_code == 404
        assert client.get(f"/motions/{pk}/write/").status_code in (403, 404)


def test_a_name_nobody_bears_is_said_at_the_field(deputy):
    pk = _begun(deputy)
    answer = deputy.post(f"/motions/{pk}/act/invite/", {"deputies": "查无此人"})
    assert answer.status_code == 422
    assert "没有“查无此人”" in answer.content.decode()


def test_what_was_given_back_says_why(house, deputy):
    item = do.return_for_revision(house.submitted(), by=house.staff, reason="请写明是哪一座桥")
    assert "请写明是哪一座桥" in deputy.get(f"/motions/{item.pk}/write/").content.decode()


def _begun(client, **more) -> int:
    address = sent(client, "/motions/new/", uid=str(uuid4()), do="autosave", **more).json()["url"]
    return int(address.split("/")[2])


def test_files_go_with_the_draft_and_are_read_by_whoever_reads_it(house, deputy, client_for):
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    pk = _begun(deputy)
    file = SimpleUploadedFile("桥头.png", picture.getvalue(), "image/png")
    answer = sent(deputy, f"/motions/{pk}/write/", **{"with_files": "1", "attachments-files": file})
    assert answer.status_code == 302
    stored = StoredFile.objects.get()
    address = f"/attachments/files/{stored.key}/"
    assert address in deputy.get(f"/motions/{pk}/write/").content.decode()
    stranger = client_for(house.staff)
    assert stranger.get(address).status_code == 403
    do.submit(Item.objects.get(pk=pk), by=house.lead)
    assert stranger.get(address).status_code == 200


def test_a_file_taken_out_of_the_page_is_gone(deputy):
    pk = _begun(deputy)
    sent(deputy, f"/motions/{pk}/write/", **{"with_files": "1", "attachments-files": sheet()})
    sent(deputy, f"/motions/{pk}/write/", with_files="1")
    assert not StoredFile.objects.exists()
