"""Three people read every text before readers do; nobody gets round it."""

import pytest
from django.db import IntegrityError, transaction
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import TaskState, WorkflowState

from cms.editorial import services
from cms.editorial.authors import as_text
from cms.editorial.models import PublishAuthorisation, ReviewDecision
from cms.editorial.refusals import NotAllowed, Overtaken, ReasonRequired, Refused, ReviewRefused
from cms.editorial.workflow import place_of
from publishing.models import Change

from .conftest import make_user


def test_three_people_put_an_item_on_the_site(office):
    page = office.submitted()
    office.review(page)
    assert page.live
    assert page.public_path.startswith("/news/")
    authorisation = PublishAuthorisation.objects.get(revision=page.live_revision)
    assert authorisation.basis == "three_reviews"
    assert Change.objects.filter(document_id=page.document_id, verb="publish").count() == 1


def test_wagtail_knows_every_step_for_its_reports(office):
    page = office.published()
    state = WorkflowState.objects.for_instance(page).get()
    assert state.status == WorkflowState.STATUS_APPROVED
    steps = state.task_states.order_by("id").values_list("task__name", "status", "finished_by__username")
    assert list(steps) == [
        ("初审", "approved", "白秋分"),
        ("复审", "approved", "卢大雪"),
        ("终审", "approved", "钟立冬"),
    ]


def test_every_public_page_goes_through_the_reviews(office):
    assert office.home.get_workflow().name == "三审三校"
    assert office.draft().has_workflow


def test_a_draft_that_was_not_reviewed_is_not_published(office):
    page = office.draft()
    with pytest.raises(PublishPermissionError, match="没有通过三审"):
        page.latest_revision.publish()


@pytest.mark.parametrize("stages", [0, 1, 2])
def test_too_few_reviews_do_not_authorise(office, stages):
    page = office.review(office.submitted(), stages)
    with pytest.raises(PublishPermissionError, match="还缺"):
        services.authorise(page.latest_revision, basis="three_reviews", by=office.chief_editor)


def test_the_same_person_does_not_pass_two_stages(office):
    both = make_user("一人二职", "first_reviewer", "second_reviewer")
    page = office.submitted()
    services.approve(page, both)
    with pytest.raises(ReviewRefused, match="三个人"):
        services.approve(page, both)
    assert place_of(page).stage.label == "复审"


def test_the_database_itself_refuses_the_same_person_twice(office):
    page = office.review(office.submitted(), 1)
    row = {
        "revision": page.latest_revision,
        "reviewer": office.first_reviewer,
        "decision": "approved",
        "content_sha": "x",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewDecision.objects.bulk_create([ReviewDecision(stage=2, **row)])


def test_the_database_itself_refuses_two_approvals_of_one_stage(office):
    page = office.review(office.submitted(), 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewDecision.objects.create(
            revision=page.latest_revision,
            stage=1,
            reviewer=office.second_reviewer,
            decision="approved",
            content_sha="x",
        )


def test_the_database_itself_refuses_the_author_as_reviewer(office):
    page = office.submitted()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewDecision.objects.bulk_create(
            [
                ReviewDecision(
                    revision=page.latest_revision,
                    stage=1,
                    reviewer=office.editor,
                    authors=as_text({office.editor.pk}),
                    decision="approved",
                    content_sha="x",
                )
            ]
        )


def test_the_database_itself_refuses_sending_back_without_a_word(office):
    page = office.submitted()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewDecision.objects.create(
            revision=page.latest_revision,
            stage=1,
            reviewer=office.first_reviewer,
            decision="sent_back",
            content_sha="x",
        )


def test_the_author_does_not_review_their_own_text(office):
    writer = make_user("又写又审", "editor", "first_reviewer")
    page = office.submitted(by=writer)
    with pytest.raises(ReviewRefused, match="自己的稿子"):
        services.approve(page, writer)


def test_somebody_who_changed_a_line_is_an_author_too(office):
    page = office.draft()
    page.title = "市人大常委会举行会议"
    page.save_revision(user=office.first_reviewer)
    page.save_revision(user=office.editor)
    services.submit_for_review(page, office.editor)
    with pytest.raises(ReviewRefused, match="自己的稿子"):
        services.approve(page, office.first_reviewer)


def test_after_publication_the_authors_of_the_last_text_may_review_again(office):
    page = office.published()
    page.title = "更正：会议"
    page.save_revision(user=office.second_reviewer)
    services.submit_for_review(page, office.editor)
    services.approve(page, office.first_reviewer)
    with pytest.raises(ReviewRefused):
        services.approve(page, office.second_reviewer)


def test_only_the_role_of_the_stage_decides(office):
    page = office.submitted()
    for person in (office.editor, office.second_reviewer, office.chief_editor, office.system_admin):
        with pytest.raises(NotAllowed, match="初审"):
            services.approve(page, person)


def test_a_superuser_passes_no_review_by_rank(office):
    root = make_user("超级用户", is_superuser=True)
    page = office.submitted()
    with pytest.raises(NotAllowed):
        services.approve(page, root)
    with pytest.raises(PublishPermissionError):
        page.latest_revision.publish(user=root)


def test_sending_back_needs_a_comment(office):
    page = office.submitted()
    for comment in ("", "   "):
        with pytest.raises(ReasonRequired, match="意见"):
            services.send_back(page, office.first_reviewer, comment)
    assert place_of(page) is not None


def test_a_draft_sent_back_is_open_for_its_author_and_starts_again_with_the_first_stage(office):
    page = office.review(office.submitted(), 1)
    services.send_back(page, office.second_reviewer, "数字没写分母")
    page = type(page).objects.get(pk=page.pk)
    assert not page.permissions_for_user(office.editor).page_locked()
    page.title = "改过的标题"
    page.save_revision(user=office.editor)
    services.submit_for_review(page, office.editor)
    assert place_of(page).stage.label == "初审"
    assert office.review(page).live


def test_a_draft_sent_back_and_handed_in_unchanged_goes_on_where_it_was(office):
    page = office.review(office.submitted(), 1)
    services.send_back(page, office.second_reviewer, "请说明来源")
    services.submit_for_review(type(page).objects.get(pk=page.pk), office.editor)
    assert place_of(page).stage.label == "复审"


def test_a_draft_called_back_and_handed_in_unchanged_keeps_its_approvals(office):
    page = office.review(office.submitted(), 2)
    services.call_back(page, office.editor)
    services.submit_for_review(page, office.editor)
    assert place_of(page).stage.label == "终审"
    services.approve(page, office.final_reviewer)
    page.refresh_from_db()
    assert page.live


def test_a_button_pressed_twice_counts_once(office):
    page = office.submitted()
    seen = place_of(page).task_state
    services.approve(page, office.first_reviewer, task_state=seen)
    with pytest.raises(Overtaken, match="初审已由白秋分通过"):
        services.approve(page, office.first_reviewer, task_state=seen)
    assert ReviewDecision.objects.count() == 1


def test_of_two_people_at_one_stage_the_second_is_told_who_was_first(office):
    other = make_user("另一位", "first_reviewer", "second_reviewer")
    page = office.submitted()
    seen = place_of(page).task_state
    services.approve(page, office.first_reviewer, task_state=seen)
    with pytest.raises(Overtaken, match="白秋分"):
        services.approve(page, other, task_state=seen)


def test_wagtails_own_approval_of_a_task_does_not_open_the_door(office):
    page = office.submitted()
    for _ in range(3):
        TaskState.objects.filter(status="in_progress").first().approve(user=office.editor)
    page.refresh_from_db()
    assert not page.live
    assert place_of(page).stage.label == "初审"


def test_nothing_is_submitted_twice_and_nothing_unchanged(office):
    page = office.submitted()
    with pytest.raises(Refused, match="已经在审"):
        services.submit_for_review(page, office.editor)
    office.review(page)
    with pytest.raises(Refused, match="没有改动"):
        services.submit_for_review(page, office.editor)


def test_a_stranger_does_not_submit(office):
    with pytest.raises(NotAllowed):
        services.submit_for_review(office.draft(), office.media_operator)
