"""Every screen of the office answers, does its verb, and says why when it does not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.editorial import services
from cms.editorial.gate.services import assess_revision
from cms.editorial.models import ReleaseSet, ReviewDecision, Withdrawal
from cms.editorial.workflow import place_of
from publishing.services import issue_key


@pytest.fixture
def enter(client):
    def enter(user):
        client.force_login(user)
        return client

    return enter


def url(name, *args):
    return reverse(f"editorial:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def test_the_first_screen_says_what_waits(office, enter):
    office.submitted("暴雨应急安排")
    page = text(enter(office.first_reviewer).get("/admin/"))
    assert "有 1 篇稿子等您审" in page
    assert "暴雨应急安排" in page
    assert "没有稿子等您审" in text(enter(office.second_reviewer).get("/admin/"))


def test_the_author_sees_what_came_back_and_why(office, enter):
    page = office.submitted("代表风采")
    services.send_back(page, office.first_reviewer, "数字没写分母")
    screen = text(enter(office.editor).get("/admin/"))
    assert "有 1 篇稿子退回给您改" in screen
    assert "数字没写分母" in screen
    assert "初审 白秋分 退回" in screen


def test_the_author_does_not_find_their_own_text_among_what_waits(office, enter):
    office.editor.groups.add(*office.first_reviewer.groups.all())
    office.submitted()
    assert "等您审" not in text(enter(office.editor).get("/admin/")).replace("没有稿子等您审", "")


def test_the_fragment_is_the_same_screen_without_the_frame(office, enter):
    office.submitted("片段里的稿子")
    fragment = text(enter(office.first_reviewer).get(url("desk")))
    assert "片段里的稿子" in fragment
    assert "<html" not in fragment


def test_a_reviewer_passes_a_draft_on_the_review_screen(office, enter):
    page = office.submitted()
    client = enter(office.first_reviewer)
    screen = text(client.get(url("review", page.pk)))
    assert "初审通过" in screen
    seen = place_of(page).task_state.pk
    answer = client.post(url("decide", page.pk), {"task_state": seen, "decision": "approve"}, follow=True)
    assert "初审通过" in text(answer)
    assert place_of(page).stage.label == "复审"


def test_a_second_click_is_told_it_came_late(office, enter):
    page = office.submitted()
    client = enter(office.first_reviewer)
    form = {"task_state": place_of(page).task_state.pk, "decision": "approve"}
    client.post(url("decide", page.pk), form)
    answer = client.post(url("decide", page.pk), form, follow=True)
    assert "初审已由白秋分通过，您这次的操作没有生效" in text(answer)
    assert ReviewDecision.objects.count() == 1


def test_sending_back_without_a_word_is_refused_on_the_screen(office, enter):
    page = office.submitted()
    form = {"task_state": place_of(page).task_state.pk, "decision": "send_back", "comment": " "}
    answer = enter(office.first_reviewer).post(url("decide", page.pk), form, follow=True)
    assert "请写明退回的意见" in text(answer)
    assert place_of(page) is not None


def test_the_author_finds_no_buttons_but_a_reason(office, enter):
    page = office.submitted()
    screen = text(enter(office.editor).get(url("review", page.pk)))
    assert "您没有这个角色" in screen
    assert "收回修改" in screen
    assert 'value="approve"' not in screen


def test_gate_findings_stand_on_the_review_screen_and_stop_the_approval(office, enter):
    page = office.submitted(summary="")
    client = enter(office.first_reviewer)
    assert "改正前不能通过" in text(client.get(url("review", page.pk))) or "要看" in text(
        client.get(url("review", page.pk))
    )
    form = {"task_state": place_of(page).task_state.pk, "decision": "approve"}
    assert "发布检查没有通过" in text(client.post(url("decide", page.pk), form, follow=True))
    assert place_of(page).stage.label == "初审"


def test_withdrawing_asks_for_a_reason_and_keeps_what_was_typed(office, enter):
    page = office.published()
    client = enter(office.chief_editor)
    answer = client.post(url("withdraw", page.pk), {"reason": "", "public_note": "正在更正"})
    assert "请写明撤稿的理由" in text(answer)
    assert "正在更正" in text(answer)
    client.post(url("withdraw", page.pk), {"reason": "数字有误", "public_note": "正在更正"})
    assert Withdrawal.objects.get().public_note == "正在更正"


def test_an_urgent_publication_is_checked_on_a_screen(office, enter):
    page = office.draft()
    enter(office.chief_editor).post(url("urgent", page.pk), {"reason": "红色预警"})
    page.refresh_from_db()
    assert page.live
    owed = page.urgent_reviews.get()
    client = enter(office.final_reviewer)
    assert "有 1 次紧急发布等您复核" in text(client.get("/admin/"))
    client.post(url("check_urgent", owed.pk), {"decision": "confirm"})
    owed.refresh_from_db()
    assert owed.checker == office.final_reviewer


def test_a_release_set_is_opened_filled_and_released_on_screens(office, enter):
    page = office.submitted()
    client = enter(office.editor)
    client.post(url("release_sets"), {"name": "会议全套"})
    release_set = ReleaseSet.objects.get()
    client.post(url("release_set_act", release_set.pk, "add"), {"page": page.pk})
    assert "还没有通过三审" in text(client.get(url("release_set", release_set.pk)))
    chief = enter(office.chief_editor)
    refused = chief.post(url("release_set_act", release_set.pk, "release"), follow=True)
    assert "一篇都没有发布" in text(refused)
    office.review(page)
    assert not page.live
    chief.post(url("release_set_act", release_set.pk, "release"))
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_the_three_administrators_see_no_content(office, enter, role):
    page = office.submitted()
    client = enter(getattr(office, role))
    for address in (
        url("review", page.pk),
        url("desk"),
        url("release_sets"),
        f"/admin/pages/{page.pk}/edit/",
    ):
        assert client.get(address).status_code in (302, 403)


def test_the_edit_view_says_where_the_text_stands(office, enter):
    page = office.review(office.submitted(), 1)
    screen = text(enter(office.editor).get(f"/admin/pages/{page.pk}/edit/"))
    assert "正在等复审" in screen
    assert "初审通过，白秋分" in screen


def test_the_first_screen_asks_the_database_the_same_number_of_times_for_one_draft_and_for_many(
    office, enter, django_assert_max_num_queries
):
    client = enter(office.first_reviewer)
    office.submitted("第一篇")
    office.draft("第一篇草稿", by=office.first_reviewer)
    client.get(url("desk"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(url("desk"))
    for number in range(6):
        office.submitted(f"又一篇 {number}")
        office.draft(f"草稿 {number}", by=office.first_reviewer)
    with django_assert_max_num_queries(len(one)):
        client.get(url("desk"))


def test_a_reviewer_releases_a_warning_with_a_reason_and_then_passes_the_draft(office, enter):
    page = office.submitted(body=[("rich_text", "<p>会议为期两天，议程待定，以公告为准。</p>")])
    client = enter(office.first_reviewer)
    decision = {"task_state": place_of(page).task_state.pk, "decision": "approve"}
    assert "发布检查没有通过" in text(client.post(url("decide", page.pk), decision, follow=True))
    revision = place_of(page).revision
    (issue,) = assess_revision(page, revision)
    release = {"issue": issue_key(issue), "reason": ""}
    assert "理由" in text(client.post(url("release_warning", revision.pk), release, follow=True))
    client.post(url("release_warning", revision.pk), {**release, "reason": "议程确实未定，已核实"})
    client.post(url("decide", page.pk), decision)
    assert place_of(page).stage.label == "复审"
