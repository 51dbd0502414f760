"""Who may hand in, take back and read, through the addresses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.accounts.roles import ROLES
from foundation.attachments.models import StoredFile
from foundation.attachments.services import claim

from .samples import EVIL, GOOD, pdf

pytestmark = pytest.mark.django_db


def post(client, content: bytes = b"", name: str = "a.pdf"):
    return client.post("/attachments/test/", {"file": SimpleUploadedFile(name, content)} if content else {})


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_whom_the_purpose_lets_may_hand_in(client, user_for, anything, role):
    client.force_login(user_for(role))
    assert post(client, pdf()).status_code == (403 if role == "audit_admin" else 200)


def test_strangers_are_led_to_the_login(client, anything):
    assert post(client, pdf()).status_code == 302


def test_the_answer_tells_what_was_kept_or_why_not(client, user_for, anything):
    client.force_login(user_for("deputy"))
    told = post(client, GOOD["照片.heic"][0], "照片.heic").json()
    assert (told["name"], told["kind"], told["picture"]) == ("照片.jpg", "JPG 图片", True)
    refused = post(client, EVIL["old.doc"][0], "x.doc")
    assert refused.status_code == 400
    assert "另存为" in refused.json()["error"]
    assert "没有收到文件" in post(client).json()["error"]
    assert client.post("/attachments/unknown/").status_code == 404


def test_a_full_disk_is_said_and_nothing_stays(client, user_for, anything, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    client.force_login(user_for("deputy"))
    monkeypatch.setattr("foundation.storage.files._copy", full)
    answer = post(client, pdf())
    assert answer.status_code == 503
    assert "磁盘已满" in answer.json()["error"]
    assert not StoredFile.objects.exists()


def test_before_it_is_used_only_its_owner_reads_it_and_then_those_of_the_purpose(client, user_for, hand_in):
    stored = hand_in("报告.pdf", pdf())
    reader, other = user_for("editor", display_name="读者"), user_for("editor")
    address = f"/attachments/files/{stored.key}/"

    def reads(person) -> bool:
        client.force_login(person)
        return client.get(address).status_code == 200

    assert [reads(one) for one in (hand_in.by, reader, other)] == [True, False, False]
    claim([stored.key], other, by=hand_in.by, purpose="test")
    assert [reads(one) for one in (hand_in.by, reader, other)] == [False, True, False]


def test_what_is_given_out_cannot_run(client, user_for, hand_in):
    client.force_login(hand_in.by)
    paper = client.get(f"/attachments/files/{hand_in('报告.pdf', pdf()).key}/")
    assert paper["Content-Disposition"].startswith("attachment")
    assert paper["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert paper["X-Content-Type-Options"] == "nosniff"
    shown = client.get(f"/attachments/files/{hand_in('图.png', GOOD['图.png'][0]).key}/")
    assert shown["Content-Disposition"].startswith("inline")


def test_taking_back_twice_is_no_error(client, hand_in, user_for):
    stored = hand_in("a.pdf", pdf())
    address = f"/attachments/files/{stored.key}/drop/"
    client.force_login(user_for("deputy"))
    assert client.post(address).status_code == 403
    client.force_login(hand_in.by)
    assert [client.post(address).status_code for _ in range(2)] == [200, 200]
    again = hand_in("a.pdf", pdf())
    claim([again.key], hand_in.by, by=hand_in.by, purpose="test")
    assert client.post(f"/attachments/files/{again.key}/drop/").status_code == 409
