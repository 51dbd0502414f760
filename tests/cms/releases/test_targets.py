"""The screen of public hosts says how far each target is, why one is behind, and delivers again for those who may."""

import pytest
from django.urls import reverse

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.jobs.models import Job, JobState
from foundation.jobs.services import run_waiting
from publishing.models import Delivery
from tests.publishing.test_deliver import office  # noqa: F401 - the fixture of an installation with releases

pytestmark = pytest.mark.django_db
MAY_LOOK = {
    *("editor", "first_reviewer", "second_reviewer", "final_reviewer"),
    *("chief_editor", "system_admin"),
}
MAY_DELIVER = {"chief_editor", "system_admin"}
SCREEN, AGAIN = "releases:targets", "releases:redeliver"


def look(client_for, role: str = "system_admin") -> str:
    return client_for(role).get(reverse(SCREEN)).content.decode()


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_who_sees_releases_sees_their_targets_and_who_may_roll_back_delivers_again(office, client_for, role):  # noqa: F811
    target = f"dir:{office.folder}"
    office.send_first_to(target)
    client = client_for(role)
    answer = client.get(reverse(SCREEN))
    client.post(reverse(AGAIN), {"target": target, "reason": "核对", "full": "1"})
    assert (answer.status_code == 200) is (role in MAY_LOOK)
    assert ("投递现在的版本" in answer.content.decode()) is (role in MAY_DELIVER)
    assert Job.objects.filter(state=JobState.QUEUED).exists() is (role in MAY_DELIVER)
    assert AuditRecord.objects.filter(verb="publishing.redeliver").exists() is (role in MAY_DELIVER)


def test_a_target_that_has_the_newest_release_says_which_and_when(office, client_for):  # noqa: F811
    office.send_first_to(f"dir:{office.folder}")
    page = look(client_for)
    assert "1 处都跟上了" in page
    assert "版本 1</a>" in page
    assert "已送到" in page
    assert "落后" not in page


def test_a_target_that_is_away_says_why_how_long_and_when_it_is_tried_again(office, client_for):  # noqa: F811
    office.targets(f"dir:{office.folder}", f"dir:{office.folder}/disk")
    office.release(index="first")
    office.release(index="second")
    run_waiting()
    page = look(client_for)
    assert "2 处中有 1 处没有跟上" in page
    assert f"目录 {office.folder}/disk 不在" in page
    assert "试了 1 次没有送到" in page
    assert "2 个版本，1 分钟" in page
    assert "1 处没跟上" in client_for("editor").get(reverse("releases:index")).content.decode()


def test_a_target_that_cannot_be_written_says_so_in_chinese(office, client_for):  # noqa: F811
    (office.folder / "releases").write_text("a file where a folder should be")
    office.send_first_to(f"dir:{office.folder}")
    error = Delivery.objects.get().error
    assert error[0] > "\u4e00"
    assert error[:8] in look(client_for)


def test_a_refused_release_says_that_it_is_not_tried_again(office, client_for):  # noqa: F811
    office.send_first_to(f"dir:{office.settings.SITE_DIR}")
    page = look(client_for)
    assert "目标拒绝了这个版本，不会自己再试" in page
    assert "发布端自己的目录" in page


def test_ordering_again_needs_a_reason_and_keeps_saying_what_is_there(office, client_for):  # noqa: F811
    target = f"dir:{office.folder}"
    office.send_first_to(target)
    client = client_for("chief_editor")
    refused = client.post(reverse(AGAIN), {"target": target, "reason": " "}, follow=True).content.decode()
    assert "请写明重新投递的理由" in refused
    ordered = client.post(reverse(AGAIN), {"target": target, "reason": "磁盘换过"}, follow=True)
    page = ordered.content.decode()
    assert "已开始投递" in page
    assert "等待投递" in page
    assert "版本 1</a>" in page
    assert "1 处都跟上了" in page


def test_without_targets_the_screen_says_which_setting_there_is(office, client_for):  # noqa: F811
    office.targets()
    assert "RELEASE_TARGETS" in look(client_for)
    assert "没有设置公开主机" in look(client_for)


def test_settings_nobody_can_read_are_said_and_not_a_broken_page(office, client_for):  # noqa: F811
    office.targets("ftp://somewhere")
    page = look(client_for)
    assert "看不懂发布目标" in page
    assert "1 处没跟上" in client_for("editor").get(reverse("releases:index")).content.decode()
