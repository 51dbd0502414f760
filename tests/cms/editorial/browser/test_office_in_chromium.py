"""The first screen and the review screen as people see them: on a desk and on a phone, read by axe."""

import pytest

from cms.editorial import services
from cms.editorial.models import ReviewDecision
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture

from ..conftest import Office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def busy(transactional_db) -> Office:
    """An office in the middle of a day."""
    office = Office()
    page = office.published("市人大常委会举行第三十五次会议")
    page = type(page).objects.get(pk=page.pk)
    page.title = "市人大常委会举行第三十六次会议"
    page.body = [
        ("rich_text", "<p>会议听取了两件法规草案的说明，分组进行了审议。会议为期两天。</p>"),
        ("heading", {"text": "审议了什么", "level": "2"}),
    ]
    page.save_revision(user=office.editor)
    services.submit_for_review(page, office.editor)
    office.correction = page
    office.submitted("代表风采：把诊室开到联络站")
    office.submitted("关于征求《示例市养老服务条例（草案修改稿）》意见的公告", summary="")
    back = office.submitted("2026 年上半年代表建议办理情况")
    services.send_back(back, office.first_reviewer, "第三段的满意率没有写分母，请补上已评价件数。")
    office.draft("高温天气便民提示", source="")
    services.publish_urgently(
        office.draft("暴雨红色预警期间接访安排调整"), office.chief_editor, "刚发布红色预警"
    )
    return office


def test_the_first_screen_and_the_review_screen_read_well_on_desk_and_phone(
    busy, live_server, new_page, log_in
):
    review = f"/admin/editorial/review/{busy.correction.pk}/"
    for viewport, size in ((DESKTOP, "1440"), (PHONE, "390")):
        for who, address in (
            ("first_reviewer", "/admin/"),
            ("editor", "/admin/"),
            ("first_reviewer", review),
        ):
            page = new_page(viewport=viewport)
            log_in(page, getattr(busy, who), live_server.url)
            page.goto(live_server.url + address)
            keep_picture(page, f"{'review' if address == review else 'desk'}-{who}-{size}")
            assert axe_faults(page) == []
            assert fits(page)
    assert page.locator("ins", has_text="六").count()
    page.get_by_role("button", name="初审通过").click()
    page.wait_for_url("**/admin/")
    assert page.get_by_text("初审通过").count()
    assert ReviewDecision.objects.filter(revision=busy.correction.latest_revision).count() == 1


def test_the_other_screens_are_accessible_and_the_edit_view_says_where_the_text_stands(
    busy, live_server, new_page, log_in
):
    release_set = services.open_release_set("第三十六次会议全套", busy.editor)
    services.add_to_set(release_set, busy.correction, busy.editor)
    page = new_page()
    log_in(page, busy.chief_editor, live_server.url)
    pk = busy.correction.pk
    owed = busy.editor._meta.apps.get_model("editorial", "UrgentReview").objects.get().pk
    for name, address in {
        "withdraw": f"withdraw/{pk}/",
        "urgent": f"urgent/{pk}/",
        "backdate": f"backdate/{pk}/",
        "check": f"urgent-check/{owed}/",
        "sets": "release-sets/",
        "set": f"release-sets/{release_set.pk}/",
        "columns": "columns/",
    }.items():
        page.goto(f"{live_server.url}/admin/editorial/{address}")
        keep_picture(page, name)
        assert axe_faults(page) == [], name
    log_in(page, busy.editor, live_server.url)
    page.goto(f"{live_server.url}/admin/pages/{pk}/edit/")
    keep_picture(page, "edit")
    assert page.get_by_text("正在等初审").count()
