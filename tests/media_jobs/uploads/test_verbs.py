"""Who may upload what, how much, what becomes of a whole file, and what does not stay."""

import hashlib
import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.attachments.models import StoredFile
from foundation.jobs.models import Job, JobState
from foundation.jobs.runner import run_waiting
from foundation.storage.errors import StorageUnavailable
from media_jobs.models import Video
from media_jobs.uploads import purposes, tickets
from media_jobs.uploads.models import State, Upload
from media_jobs.uploads.place import spool
from media_jobs.uploads.services import begin, hand_over, sweep
from tests.foundation.attachments.conftest import anything  # noqa: F401  (a fixture)
from tests.foundation.attachments.samples import pdf

from .line import Line

pytestmark = pytest.mark.django_db
FILE = b"x" * 5000


def sent(line, content=FILE, name="会议.pdf", **details) -> Upload:
    """A file that came whole."""
    line.patch(line.create(len(content), name, details=details).headers["location"], content, 0)
    return Upload.objects.get(name=name)


# --- who --------------------------------------------------------------------------------------------------
def test_anothers_upload_is_not_there_at_all(line, line_of, user_for):
    place = line.create(5).headers["location"]
    other = line_of(user_for("deputy"))
    assert {other.head(place).status, other.patch(place, b"x", 0).status, other("DELETE", place).status} == {
        404
    }
    assert line.head(place).offset == 0


def test_without_a_ticket_nothing_is_taken_and_the_person_is_told_what_to_do(line):
    heard = Line("made up").create(5)
    assert (heard.status, "重新登录" in heard.error) == (401, True)
    assert line.create(5, authorization="").status == 401


def test_a_ticket_ends_with_its_minutes_with_the_password_and_with_the_account(line, deputy, time_machine):
    assert line.create(5).status == 201
    deputy.set_password("another horse 5 battery")
    deputy.save()
    assert line.create(5).status == 401
    fresh = Line(tickets.issue(deputy, purposes.purpose_of("test")))
    assert fresh.create(5).status == 201
    deputy.is_active = False
    deputy.save()
    assert fresh.create(5).status == 401
    deputy.is_active = True
    deputy.save()
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    assert fresh.create(5).status == 401


def test_who_lost_the_right_begins_nothing_and_hands_over_nothing(line, deputy):
    upload = sent(line)
    deputy.groups.clear()
    assert line.create(5).status == 403
    run_waiting()
    upload.refresh_from_db()
    assert (upload.state, "没有上传测试文件的权限" in upload.told) == (State.REFUSED, True)


# --- how much ---------------------------------------------------------------------------------------------
def test_a_kind_nobody_takes_is_refused_before_its_first_byte(line):
    heard = line.create(5, "程序.exe")
    assert (heard.status, heard.error) == (422, "这是程序，不能上传。")


def test_too_many_unfinished_files_are_refused_and_a_finished_one_makes_room(line, decided):
    decided("uploads.open_at_once", 2)
    first = line.create(5, "一.pdf")
    line.create(5, "二.pdf")
    assert line.create(5, "三.pdf").status == 422
    line.patch(first.headers["location"], b"12345", 0)
    assert line.create(5, "三.pdf").status == 201


def test_a_file_that_would_fill_the_disk_is_refused_before_its_first_byte(line, monkeypatch):
    monkeypatch.setattr("media_jobs.uploads.spool.Spool.free", lambda self: 1 << 30)
    heard = line.create(5)
    assert (heard.status, "磁盘快满了" in heard.error) == (507, True)
    assert not Upload.objects.exists()


def test_a_disk_that_gets_full_stops_the_upload_and_it_goes_on_later(line, monkeypatch):
    place = line.create(len(FILE)).headers["location"]
    with monkeypatch.context() as full:
        full.setattr("media_jobs.uploads.spool.Spool.free", lambda self: 0)
        heard = line.patch(place, FILE, 0)
        assert (heard.status, "没有丢" in heard.error) == (507, True)
    assert line.patch(place, FILE[line.head(place).offset :], line.head(place).offset).offset == len(FILE)


# --- handing over -----------------------------------------------------------------------------------------
def test_a_whole_file_is_handed_over_once_and_leaves_the_spool(line, taken):
    upload = sent(line)
    assert upload.state == State.COMPLETE
    run_waiting()
    upload.refresh_from_db()
    assert (upload.state, taken[upload.key]) == (State.DONE, [FILE])
    assert upload.digest == hashlib.sha256(FILE).hexdigest()
    assert list(spool().keys()) == []
    assert line.head(f"/uploads/files/{upload.key}").offset == len(FILE)  # whose last answer was lost


def test_a_file_the_purpose_refuses_says_why_and_does_not_stay(line):
    upload = sent(line, name="坏.pdf")
    run_waiting()
    upload.refresh_from_db()
    assert (upload.state, upload.told) == (State.REFUSED, "这个文件打不开，请换一个。")
    assert list(spool().keys()) == []


def test_what_differs_from_what_the_client_has_is_not_taken(line, taken):
    upload = sent(line, sha256=hashlib.sha256(b"something else").hexdigest())
    run_waiting()
    upload.refresh_from_db()
    assert (upload.state, taken) == (State.REFUSED, {})
    assert "和您手机上的不一样" in upload.told


def test_a_storage_that_is_away_is_asked_again_and_the_file_waits(line, taken, monkeypatch):
    purpose = purposes.purpose_of("test")

    def away(handed):
        raise StorageUnavailable("对象存储没有应答。")

    with monkeypatch.context() as broken:
        broken.setitem(purposes._purposes, "test", purposes.UploadPurpose(**{**vars(purpose), "take": away}))
        upload = sent(line)
        run_waiting()
    job = Job.objects.get(kind="uploads.hand_over")
    assert (job.state, job.attempts) == (JobState.QUEUED, 1)
    Job.objects.update(run_after=timezone.now())
    run_waiting()
    assert taken[upload.key] == [FILE]


class Silent:
    def step(self, percent, message="") -> None: ...

    def guard(self) -> None: ...


def test_a_run_that_died_after_the_row_was_written_leaves_no_file_behind(line, taken):
    upload = sent(line)
    Upload.objects.update(state=State.DONE)
    hand_over({"upload": str(upload.key)}, Silent())
    assert (taken, list(spool().keys())) == ({}, [])


# --- attachments and videos by this way -------------------------------------------------------------------
def test_a_paper_goes_through_the_same_examination_as_by_the_plain_form(at_once, deputy, anything):  # noqa: F811
    line = Line(tickets.issue(deputy, purposes.purpose_of("test")))
    good, bad = pdf(), b"MZ not a paper at all" * 50
    for name, content in (("报告.pdf", good), ("程序.pdf", bad)):
        line.patch(line.create(len(content), name).headers["location"], content, 0)
    run_waiting()
    stored, refused = StoredFile.objects.get(), Upload.objects.get(name="程序.pdf")
    assert Upload.objects.get(name="报告.pdf").result["key"] == str(stored.key)
    assert (stored.name, stored.owner, stored.claimed_by) == ("报告.pdf", deputy, "")
    assert (refused.state, "程序" in refused.told) == (State.REFUSED, True)


def test_attachments_on_their_way_count_for_the_day(at_once, deputy, decided, anything):  # noqa: F811
    decided("attachments.daily_mb", 1)
    line = Line(tickets.issue(deputy, purposes.purpose_of("test")))
    assert line.create(800_000, "一.pdf").status == 201
    heard = line.create(800_000, "二.pdf")
    assert (heard.status, "一天最多上传 1 MB" in heard.error) == (422, True)


def test_a_video_is_taken_into_the_library_once_however_often_the_job_runs(at_once, user_for):
    line = Line(tickets.issue(user_for("editor"), purposes.purpose_of("video")))
    assert "不收 .exe 文件" in line.create(5, "会议.exe").error
    upload = sent(line, name="会议.mp4", title="第三次会议")
    for _ in range(2):
        hand_over({"upload": str(upload.key)}, Silent())
        Upload.objects.update(state=State.COMPLETE)
        spool().make(str(upload.key)) if not spool().at(str(upload.key)).exists() else None
        spool().data(str(upload.key)).write_bytes(FILE)
    video = Video.objects.get()
    assert (video.pk, video.title, video.source_size) == (upload.key, "第三次会议", len(FILE))


def test_only_who_keeps_the_library_uploads_videos(user_for):
    video = purposes.purpose_of("video")
    allowed = {
        role
        for role in ("editor", "deputy", "media_operator", "system_admin")
        if video.may_upload(user_for(role))
    }
    assert allowed == {"editor", "media_operator"}
    assert video.most(user_for("media_operator")) > video.most(user_for("editor"))


# --- what does not stay -----------------------------------------------------------------------------------
def ages(upload: Upload, hours: int) -> None:
    then = timezone.now() - timedelta(hours=hours)
    Upload.objects.filter(pk=upload.pk).update(begun_at=then)
    if spool().at(str(upload.key)).exists():
        os.utime(spool().data(str(upload.key)), (then.timestamp(), then.timestamp()))


def test_what_nobody_finishes_expires_and_what_moves_stays(line, django_capture_on_commit_callbacks):
    old, moving = (line.create(50, f"{name}.pdf").headers["location"] for name in ("旧", "新"))
    for upload in Upload.objects.all():
        ages(upload, 80)
    line.patch(moving, b"still here", 0)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep()["expired"] == 1
    assert (line.head(old).status, line.head(moving).offset) == (410, 10)
    assert len(list(spool().keys())) == 1


def test_a_folder_without_a_row_goes_after_an_hour_and_not_before(db):
    key = "11111111-1111-4111-8111-111111111111"
    spool().make(key)
    assert sweep()["strays"] == 0
    old = time.time() - 4000
    os.utime(spool().data(key), (old, old))
    assert sweep()["strays"] == 1


def test_a_file_that_came_whole_as_its_process_died_is_handed_over(line, taken):
    place = line.create(len(FILE)).headers["location"]
    upload = Upload.objects.get()
    spool().data(str(upload.key)).write_bytes(FILE)
    assert sweep()["finished"] == 1
    run_waiting()
    assert taken[upload.key] == [FILE]
    assert line.head(place).offset == len(FILE)


def test_a_creation_that_fails_leaves_no_row(deputy, taken, monkeypatch):
    def broken(self, key):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("media_jobs.uploads.spool.Spool.make", broken)
    with pytest.raises(StorageUnavailable):
        begin(by=deputy, purpose=purposes.purpose_of("test"), size=5, details={})
    assert not Upload.objects.exists()
