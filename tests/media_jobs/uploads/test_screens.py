"""The pages around uploads: tickets, one's own list, the form without scripts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.jobs.runner import run_waiting
from media_jobs.uploads import purposes
from media_jobs.uploads.models import State, Upload
from media_jobs.uploads.place import spool
from media_jobs.uploads.services import begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(deputy, taken) -> Upload:
    """Half of a file is there."""
    details = {"filename": "现场.mp4", "nonce": "n"}
    upload = begin(by=deputy, purpose=purposes.purpose_of("test"), size=1000, details=details)
    spool().data(str(upload.key)).write_bytes(b"x" * 500)
    return upload


def test_a_ticket_is_for_who_may_upload_and_tells_where_to(client_for, deputy, taken, settings):
    told = client_for(deputy).post("/uploads/tickets/test/").json()
    assert (told["address"], told["seconds"]) == ("/uploads/files/", 900)
    settings.UPLOAD_PORT = 8123
    assert (
        client_for(deputy).post("/uploads/tickets/test/").json()["address"]
        == "http://testserver:8123/uploads/files/"
    )
    assert client_for("system_admin").post("/uploads/tickets/test/").status_code == 403
    assert client_for(deputy).post("/uploads/tickets/nothing/").status_code == 404
    assert client_for(deputy).get("/uploads/tickets/test/").status_code == 405


def test_how_an_upload_stands_is_told_to_its_owner_only(client_for, deputy, begun):
    assert client_for(deputy).get(f"/uploads/{begun.key}/").json()["state"] == "open"
    assert client_for("deputy").get(f"/uploads/{begun.key}/").status_code == 404


def test_the_list_shows_how_far_a_file_is_and_until_when_it_stays(client_for, deputy, begun):
    text = client_for(deputy).get("/uploads/").content.decode()
    assert "现场.mp4" in text
    assert "已传 50%" in text
    assert "保留到" in text
    assert "现场.mp4" not in client_for("deputy").get("/uploads/").content.decode()


def test_one_may_give_an_upload_up_but_not_anothers(
    client_for, deputy, begun, django_capture_on_commit_callbacks
):
    assert client_for("deputy").post(f"/uploads/{begun.key}/drop/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert client_for(deputy).post(f"/uploads/{begun.key}/drop/").status_code == 302
    begun.refresh_from_db()
    assert (begun.state, list(spool().keys())) == (State.DROPPED, [])
    assert client_for(deputy).post(f"/uploads/{begun.key}/drop/").status_code == 302


def test_without_scripts_a_whole_file_goes_with_the_form(client_for, deputy, taken):
    files = [SimpleUploadedFile("一.pdf", b"one"), SimpleUploadedFile("程序.exe", b"two")]
    answer = client_for(deputy).post("/uploads/plain/test/", {"files": files}, follow=True)
    assert "“一.pdf”传完了" in answer.content.decode()
    assert "这是程序，不能上传。" in answer.content.decode()
    run_waiting()
    assert [*taken.values()] == [[b"one"]]
    assert "没有收到文件" in client_for(deputy).post("/uploads/plain/test/", follow=True).content.decode()
