"""Deputies in Chromium: a deputy changes the own file on a phone, staff agree at a desk; axe finds nothing."""

from datetime import date

import pytest
from playwright.sync_api import expect

from foundation.jobs.services import run_waiting
from portal_apps.deputies.models import Alert, Body, LiaisonPerson, Mandate, Membership, Rollover, Term
from portal_apps.deputies.rollover.services import prepare
from portal_apps.deputies.services import change_mandate, correct_change, record_absence, wish
from portal_apps.deputies.states import State
from tests.services.browser import DESKTOP, PHONE
from tests.services.reading import axe_faults, fits, keep_picture
from tests.services.sheets import PDF

from .papers import paper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def full(city, user_for):
    """A file with a bit of everything."""
    staff = user_for("congress_staff", display_name="许文澜")
    held = city.deputy(
        account=user_for("deputy", display_name="方谷雨"),
        sex="2",
        phone="13800000042",
        address="望河区永宁路 1 号",
        employer="望河区永宁社区卫生服务中心",
        shares_phone=True,
    )
    old = Term.objects.create(area=city.wanghe, number=15, since=date(2016, 12, 1), until=date(2021, 12, 1))
    Mandate.objects.create(person=held.person, term=old, state=State.CONFIRMED, starts_on=old.since)
    committee = Body.objects.create(kind="special_committee", name="社会建设委员会", term=city.term)
    Membership.objects.create(
        person=held.person, mandate=held, body=committee, post="member", since=old.until
    )
    for session in city.sessions[:2]:
        record_absence(held, session, approved=False, ground="出席情况报告", by=staff)
    change_mandate(held, "suspend", by=staff, ground="custody", facts=paper())
    row = change_mandate(held, "restore", by=staff, ground="cause_ended", facts=paper())
    correct_change(row, by=staff, facts=paper(note="文号写错", document_number="示人常〔2026〕5 号"))
    made = wish(held.person, by=held.person.account, values={"phone": "13900000001", "duty": "主任医师"})
    prepare(city.term, since=date(2026, 11, 1), ground="示例〔2026〕1 号", by=staff)
    run_waiting("default")
    unit = Body.objects.create(kind="handling_unit", name="市交通局", organ="government")
    LiaisonPerson.objects.create(body=unit, name="梁秋实", duty="办公室主任", office_phone="0000-1234567")
    return staff, held, made, unit


def screens_of_staff(held, made, unit) -> dict[str, str]:
    return {
        "people": "/deputies/",
        "none": "/deputies/?text=没有这个人",
        "file": f"/deputies/{held.person_id}/",
        "edit": f"/deputies/{held.person_id}/edit/",
        "open": f"/deputies/{held.person_id}/open/",
        "new-mandate": f"/deputies/{held.person_id}/mandates/new/",
        "propose": f"/deputies/mandates/{held.pk}/propose/",
        "move": f"/deputies/mandates/{held.pk}/move/",
        "new-post": f"/deputies/{held.person_id}/posts/new/",
        "absence": f"/deputies/mandates/{held.pk}/absences/new/",
        "correct": f"/deputies/changes/{held.changes.exclude(verb='correct').first().pk}/correct/",
        "account": f"/deputies/{held.person_id}/account/",
        "details": f"/deputies/mandates/{held.pk}/details/",
        "relocation": f"/deputies/{held.person_id}/relocations/new/",
        "filtered": "/deputies/?state=confirmed",
        "rollovers": "/deputies/rollover/",
        "new-rollover": "/deputies/rollover/new/",
        "rollover": f"/deputies/rollover/{Rollover.objects.get().pk}/",
        "alert": f"/deputies/alerts/{Alert.objects.get().pk}/",
        "wishes": "/deputies/wishes/",
        "wish": f"/deputies/wishes/{made.pk}/",
        "organisation": "/deputies/organisation/",
        "bodies": "/deputies/organisation/bodies/handling_unit/",
        "body": f"/deputies/organisation/body/{unit.pk}/",
        "new-body": "/deputies/organisation/bodies/deputy_group/new/",
    }


SCREENS_OF_DEPUTY = {
    "mine": "/deputies/mine/",
    "edit-mine": "/deputies/mine/edit/",
    "directory": "/deputies/directory/",
    "report-relocation": "/deputies/mine/relocations/new/",
}


def look(page, address: str, screens: dict[str, str], name: str) -> None:
    for key, path in screens.items():
        page.goto(address + path)
        keep_picture(page, f"deputies-{key}-{name}")
        assert axe_faults(page, "body") == [], key
        assert fits(page), key


@pytest.mark.parametrize(
    ("viewport", "scheme", "elder"),
    [(DESKTOP, "light", False), (PHONE, "dark", True)],
    ids=["desktop", "phone-dark-elder"],
)
def test_every_screen_reads_well_and_axe_finds_nothing(
    new_page, log_in, live_server, full, viewport, scheme, elder
):
    staff, held, made, unit = full
    name = "desktop" if viewport == DESKTOP else "phone"
    for user, screens in (
        (staff, screens_of_staff(held, made, unit)),
        (held.person.account, SCREENS_OF_DEPUTY),
    ):
        page = new_page(viewport=viewport, color_scheme=scheme)
        log_in(page, user, live_server.url)
        if elder:
            page.goto(f"{live_server.url}/size/elder/")
        look(page, live_server.url, screens, name)
        if user == staff:
            open_one(page, f"{live_server.url}/deputies/{held.person_id}/open/")
            keep_picture(page, f"deputies-opened-{name}")
            assert axe_faults(page, "body") == []


def open_one(page, address: str) -> None:
    """A number in full."""
    page.goto(address)
    page.get_by_label("看哪一项").select_option("phone")
    page.get_by_label("事由").fill("通知开会")
    page.get_by_role("button", name="看", exact=True).click()
    page.get_by_text("13800000042").wait_for()


def test_a_deputy_changes_the_file_on_a_phone_and_staff_agree_at_a_desk(
    new_page, log_in, live_server, city, user_for
):
    staff = user_for("congress_staff")
    held = city.deputy(account=user_for("deputy", display_name="方谷雨"), phone="13800000042")
    phone, desk = new_page(viewport=PHONE), new_page(viewport=DESKTOP)
    log_in(phone, held.person.account, live_server.url)
    log_in(desk, staff, live_server.url)

    phone.goto(f"{live_server.url}/deputies/mine/")
    phone.get_by_role("link", name="修改我的资料").click()
    phone.get_by_label("手机号").fill("13900000001")
    phone.get_by_role("button", name="提交审核").click()
    phone.get_by_text("正在等代表工委审核").wait_for()
    phone.get_by_text("138****0042").wait_for()

    desk.goto(f"{live_server.url}/deputies/")
    desk.get_by_role("link", name="资料审核（1 件等您）").click()
    desk.get_by_role("link", name="方谷雨").click()
    desk.get_by_text("139****0001").wait_for()
    desk.get_by_role("button", name="采用", exact=True).click()
    desk.get_by_text("没有等审核的资料修改").wait_for()

    phone.reload()
    phone.get_by_text("139****0001").wait_for()
    phone.get_by_label("代表之间可以看我的手机号").check()
    phone.get_by_role("button", name="保存").click()
    phone.get_by_text("已保存，马上生效").wait_for()

    desk.goto(f"{live_server.url}/deputies/directory/")
    desk.get_by_role("button", name="看联系方式").click()
    keep_picture(desk, "deputies-contact-desktop")
    desk.get_by_text("13900000001").wait_for()
    assert axe_faults(desk, "body") == []


def test_staff_report_the_end_of_a_mandate_with_the_paper_of_the_credentials_committee(
    new_page, log_in, live_server, city, user_for, tmp_path
):
    held = city.deputy("石白露")
    paper_file = tmp_path / "报告.pdf"
    paper_file.write_bytes(PDF)
    page = new_page(viewport=PHONE)
    log_in(page, user_for("congress_staff"), live_server.url)
    page.goto(f"{live_server.url}/deputies/{held.person_id}/")
    page.get_by_role("link", name="报告资格终止").click()
    page.get_by_label("迁出或者调离本行政区域").check()
    page.get_by_label("决定机关").fill("代表资格审查委员会")
    page.get_by_label("文号").fill("示人常资〔2026〕2 号")
    page.get_by_label("决定日期").fill("2026-03-01")
    page.get_by_role("button", name="报告资格终止").click()
    page.get_by_text("有 1 处要改").wait_for()
    page.get_by_label("文件").set_input_files(paper_file)
    page.get_by_role("button", name="报告资格终止").click()
    keep_picture(page, "deputies-proposed-phone")
    page.get_by_text("已报告终止").first.wait_for()
    expect(page.get_by_role("link", name="公告资格终止")).to_be_visible()
    held.refresh_from_db()
    assert (held.state, held.proposal.document_name) == (State.CONFIRMED, "报告.pdf")
