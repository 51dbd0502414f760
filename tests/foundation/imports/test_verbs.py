"""From the file to the stored rows: all or nothing, once, and only by who may."""

import io
import os
import signal

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import connections
from openpyxl import load_workbook

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.imports.models import KnownHeading, State, Upload
from foundation.imports.services import (
    again,
    apply_job,
    confirm,
    drop,
    forget_old,
    match,
    receive,
    remarks,
    rematch,
)
from foundation.jobs.models import Job
from foundation.jobs.services import reconcile, run_waiting
from foundation.rights.refusals import Refused

from .conftest import HEAD, ROWS, csv_of, file_of, xlsx

pytestmark = pytest.mark.django_db
User = get_user_model()


@pytest.fixture
def checked(people, staff):
    """`checked(HEAD, row, …)`: the table is received, matched and checked."""

    def make(*rows, by=staff) -> Upload:
        upload = receive(file_of(xlsx(*rows)), people, by=by)
        match(upload, upload.columns, by=by)
        run_waiting()
        upload.refresh_from_db()
        return upload

    return make


def imported() -> list[str]:
    return sorted(User.objects.filter(username__startswith="d-").values_list("username", flat=True))


def test_a_good_table_is_taken_over_whole(checked, staff):
    User.objects.create(username="d-001", display_name="王方")
    User.objects.create(username="d-002", display_name="李强")
    upload = checked(HEAD, *ROWS)
    assert upload.counts == {"create": 1, "update": 1, "unchanged": 1}
    assert imported() == ["d-001", "d-002"]
    confirm(upload, by=staff)
    run_waiting()
    upload.refresh_from_db()
    assert upload.state == State.APPLIED
    assert upload.result == {"写入": 2}
    assert imported() == ["d-001", "d-002", "d-003"]
    assert User.objects.get(username="d-001").display_name == "王芳"
    assert AuditRecord.objects.filter(verb="imports.apply", actor=staff).count() == 1


def test_one_bad_cell_keeps_everything_out(checked, staff):
    upload = checked(
        HEAD, *ROWS, ["d-004", "孙悦", "二月三十"], [None, "无名", None], ["d-001", "重复", None]
    )
    assert upload.faults == 3
    said = {(one["row"], one["column"]): one for one in upload.problems}
    assert said[5, "birth"]["what"] == "不是有效的日期"
    assert "2026-01-31" in said[5, "birth"]["cure"]
    assert said[6, "username"]["what"] == "是空的"
    assert "第 2 行" in said[7, "username"]["what"]
    with pytest.raises(Refused, match="3 行有错"):
        confirm(upload, by=staff)
    assert imported() == []


def test_a_double_click_is_one_import(checked, staff):
    upload = checked(HEAD, *ROWS)
    confirm(upload, by=staff)
    confirm(Upload.objects.get(pk=upload.pk), by=staff)
    assert Job.objects.filter(kind="imports.apply").count() == 1
    run_waiting()
    assert apply_job({"upload": upload.pk}, None) == {}
    assert len(imported()) == 3
    with pytest.raises(Refused, match="已导入"):
        drop(Upload.objects.get(pk=upload.pk), by=staff)


def test_what_changed_since_the_confirmation_is_shown_again(checked, staff):
    upload = checked(HEAD, *ROWS)
    confirm(upload, by=staff)
    User.objects.create(username="d-002", display_name="李强")
    run_waiting()
    upload.refresh_from_db()
    assert upload.state == State.CHECKED
    assert "再核对一遍" in upload.message
    assert upload.counts == {"create": 2, "update": 0, "unchanged": 1}
    assert imported() == ["d-002"]
    confirm(upload, by=staff)
    run_waiting()
    assert len(imported()) == 3


def test_headings_are_matched_by_synonym_and_remembered(people, staff):
    rows = [["编号", "名 字（必填）", "生日", "备注"], ["d-001", "王芳", "1972-05-01", "x"]]
    upload = receive(file_of(csv_of(*rows), "a.csv"), people, by=staff)
    assert upload.columns == {"username": 0, "display_name": 1}
    match(upload, {**upload.columns, "birth": 2}, by=staff)
    assert dict(KnownHeading.objects.values_list("heading", "column")) == {"生日": "birth"}
    again_ = receive(file_of(csv_of(*rows), "b.csv"), people, by=staff)
    assert again_.columns == {"username": 0, "display_name": 1, "birth": 2}
    match(again_, {"username": 0, "display_name": 1}, by=staff)
    assert "birth" not in receive(file_of(csv_of(*rows), "c.csv"), people, by=staff).columns


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"username": 0}, "姓名"),
        ({"username": 0, "display_name": 0}, "两次"),
        ({"username": 0, "display_name": 9}, "没有这一列"),
        ({"username": 0, "display_name": 1, "rank": 2}, "两次"),
    ],
)
def test_columns_that_cannot_be_are_refused(people, staff, columns, why):
    upload = receive(file_of(xlsx(HEAD, *ROWS)), people, by=staff)
    with pytest.raises(Refused, match=why):
        match(upload, columns, by=staff)


def test_the_file_comes_back_with_remarks_on_its_cells_and_can_be_handed_in_corrected(checked, people, staff):
    upload = checked(HEAD, *ROWS, ["d-004", "=1+1", "二月三十"])
    sheet = load_workbook(io.BytesIO(remarks(upload, by=staff))).active
    assert "不是有效的日期" in sheet["C5"].comment.text
    assert sheet["D1"].value == "问题"
    sheet["B5"], sheet["C5"] = "孙悦", "1990-02-28"
    out = io.BytesIO()
    sheet.parent.save(out)
    second = receive(file_of(out.getvalue()), people, by=staff)
    match(second, second.columns, by=staff)
    run_waiting()
    second.refresh_from_db()
    assert (second.faults, second.counts["create"]) == (0, 4)


def test_columns_can_be_matched_again_after_the_check(checked, staff):
    upload = checked(HEAD, *ROWS)
    rematch(upload, by=staff)
    match(upload, {"username": 0, "display_name": 1}, by=staff)
    run_waiting()
    upload.refresh_from_db()
    assert (upload.state, set(upload.columns)) == (State.CHECKED, {"username", "display_name"})


def test_a_damaged_file_goes_back_to_the_columns_with_the_reason(people, staff):
    rows = [HEAD, *[[f"d-{n}", "王芳", "1972-05-01"] for n in range(10_500)]]
    upload = receive(file_of(csv_of(*rows)), people, by=staff)
    match(upload, upload.columns, by=staff)
    run_waiting()
    upload.refresh_from_db()
    assert upload.state == State.MATCHING
    assert "超过 9999 行" in upload.message


def test_nothing_personal_is_stored_in_the_clear_and_nothing_stays(checked, staff, moment):
    moment("2026-11-01 09:00+08:00")
    row = ["d-001", "王芳", "13912345678"]
    upload = checked(HEAD, row)
    assert "13912345678" not in repr(Upload.objects.filter(pk=upload.pk).values().get())
    assert b"13912345678" not in AuditRecord.objects.last().detail.__repr__().encode()
    moment("2026-11-07 09:00+08:00")
    assert forget_old() == 0
    moment("2026-11-09 09:00+08:00")
    assert forget_old() == 1
    upload.refresh_from_db()
    assert (upload.content, upload.problems, upload.state) == (b"", [], State.DROPPED)
    with pytest.raises(Refused):
        remarks(upload, by=staff)


def test_what_is_done_or_given_up_is_forgotten_at_once(checked, staff):
    done, given_up = checked(HEAD, *ROWS), checked(HEAD, ["d-009", "周正", None])
    assert done.content
    confirm(done, by=staff)
    run_waiting()
    drop(given_up, by=staff)
    assert [one.content for one in Upload.objects.all()] == [b"", b""]


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_only_who_has_the_verb_hands_a_table_in(people, user_for, role):
    by = user_for(role)
    if role == "congress_staff":
        assert receive(file_of(xlsx(HEAD, *ROWS)), people, by=by).pk
    else:
        with pytest.raises(PermissionDenied):
            receive(file_of(xlsx(HEAD, *ROWS)), people, by=by)


def test_nobody_goes_on_with_a_table_of_another(checked, user_for):
    upload, other = checked(HEAD, *ROWS), user_for("congress_staff")
    for verb in (confirm, drop, remarks, rematch, again):
        with pytest.raises(PermissionDenied):
            verb(upload, by=other)


def test_who_lost_the_right_meanwhile_imports_nothing(checked, staff):
    upload = checked(HEAD, *ROWS)
    confirm(upload, by=staff)
    staff.groups.clear()
    run_waiting()
    assert imported() == []
    assert "没有导入的权限" in Upload.objects.get(pk=upload.pk).job.error


def test_a_trouble_of_the_machine_leaves_nothing_and_can_be_tried_again(checked, people, staff, monkeypatch):
    upload = checked(HEAD, *ROWS)
    confirm(upload, by=staff)
    real = User.save

    def broken(self, *args, **kwargs):
        real(self, *args, **kwargs)
        if self.username == "d-002":
            raise RuntimeError("disk")

    monkeypatch.setattr(User, "save", broken)
    Job.objects.filter(kind="imports.apply").update(attempts=2)
    run_waiting()
    assert imported() == []
    monkeypatch.setattr(User, "save", real)
    again(Upload.objects.get(pk=upload.pk), by=staff)
    run_waiting()
    assert len(imported()) == 3


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_in_the_middle_leaves_nothing_and_is_done_once_afterwards(
    checked, staff, monkeypatch
):
    upload = checked(HEAD, *ROWS)
    confirm(upload, by=staff)
    connections.close_all()
    child = os.fork()
    if child == 0:
        real = User.save

        def deadly(self, *args, **kwargs):
            real(self, *args, **kwargs)
            if self.username == "d-002":
                os.kill(os.getpid(), signal.SIGKILL)

        User.save = deadly
        run_waiting()
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert imported() == []
    assert reconcile().lost == 1
    run_waiting()
    assert len(imported()) == 3
    assert Upload.objects.get(pk=upload.pk).state == State.APPLIED
    assert AuditRecord.objects.filter(verb="imports.apply").count() == 1
