"""Inviting from a table, through the house's import: everybody gets a link, or nobody does and the row says why."""

import pytest
from django.core.exceptions import PermissionDenied

from foundation.imports.kinds import kinds
from foundation.imports.models import State
from foundation.imports.services import confirm, match, receive
from foundation.jobs.services import run_waiting
from foundation.life.models import Invitation
from foundation.rights.models import Grant
from tests.foundation.imports.conftest import file_of, xlsx

HEAD = ["姓名", "电话", "邮箱", "角色", "依据"]
LI = ["李明", "138 0000 0001", "", "代表", "公告第1号"]
ZHAO = ["赵敏", "", "zhao@example.org", "", ""]


def table(by, *rows, kind: str = "life.deputy"):
    upload = receive(file_of(xlsx(HEAD, *rows)), kinds[kind], by=by)
    match(upload, upload.columns, by=by)
    run_waiting()
    upload.refresh_from_db()
    return upload


def test_every_row_becomes_a_link_and_a_proposal(house):
    upload = table(house.staff, LI, ZHAO, ["方谷雨", "13800000042", "", "", ""])
    assert upload.counts == {"create": 2, "update": 0, "unchanged": 1}  # who has an account is left alone
    confirm(upload, by=house.staff)
    run_waiting()
    upload.refresh_from_db()
    assert (upload.state, upload.result) == (State.APPLIED, {"已邀请": 2})
    assert sorted(str(link.person) for link in Invitation.objects.alive()) == ["李明", "赵敏"]
    assert Grant.objects.get(state="proposed").person.username == "李明"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["王五", "", "", "", ""], "都没有"),
        (["王五", "1380", "", "", ""], "不像手机号"),
        (["王五", "13800000001", "", "", ""], "同一个手机号"),
        (["王五", "13800000042", "", "", ""], "另一个人的账号"),
        (["王五", "13800000005", "", "代表", ""], "没有依据"),
        (["王五", "13800000005", "", "编辑", "办发3号"], "不能提这个角色"),
    ],
)
def test_one_wrong_row_keeps_everybody_out_and_says_why(house, row, why):
    upload = table(house.staff, LI, row)
    assert upload.state != State.APPLIED
    assert why in str(upload.problems)
    assert not Invitation.objects.exists()


def test_a_table_of_staff_is_for_the_security_administrator(house):
    with pytest.raises(PermissionDenied):
        table(house.staff, LI, kind="life.staff")
