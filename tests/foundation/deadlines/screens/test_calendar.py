"""The calendar: read and changed by 代表工委 and system administrators, with source, reason and history."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.accounts.roles import ROLES
from foundation.audit.models import AuditRecord
from foundation.deadlines import calendars
from foundation.deadlines.models import Clock, HolidayNotice
from foundation.jobs.models import Job

pytestmark = pytest.mark.django_db
KEEPERS = ["congress_staff", "system_admin"]
OTHERS = [role.key for role in ROLES if role.key not in KEEPERS]
ADDRESSES = ["calendar/", "calendar/2026/", "calendar/load/"]
NOTICE = """一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月6日（周六）至12日（周五）放假调休，共7天。2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。"""


@pytest.fixture(params=KEEPERS)
def keeper(request, client_for):
    return client_for(request.param)


def notice(**changed) -> dict:
    return {
        "year": "2027",
        "source": "国办发明电",
        "text": NOTICE,
        "reason": "新年度",
        "step": "load",
    } | changed


@pytest.mark.parametrize("role", OTHERS)
def test_other_roles_neither_read_nor_change(client_for, role):
    client = client_for(role)
    assert {client.get(f"/deadlines/{address}", follow=True).status_code for address in ADDRESSES} == {403}
    assert client.post("/deadlines/calendar/load/", notice()).status_code == 403


def test_the_year_shows_holidays_and_make_up_days(keeper):
    page = keeper.get("/deadlines/calendar/2026/")
    february = page.context["months"][1]["weeks"]
    marks = {day["day"].day: day["mark"] for week in february for day in week if day}
    assert (marks[14], marks[15], marks[23], marks[24], marks[28]) == ("班", "休", "休", "", "班")
    assert page.context["working"] == 248
    assert "还没有载入" in keeper.get("/deadlines/calendar/2031/").content.decode()


def test_a_notice_is_previewed_first_and_loaded_by_the_second_press(keeper):
    page = keeper.post("/deadlines/calendar/load/", notice(step="")).content.decode()
    assert "2月14日" in page
    assert not HolidayNotice.objects.filter(year=2027).exists()
    keeper.post("/deadlines/calendar/load/", notice())
    keeper.post("/deadlines/calendar/load/", notice())  # pressed twice
    loaded = HolidayNotice.objects.get(year=2027)
    assert loaded.days.count() == 29
    assert calendars.calendar().is_working(date(2027, 2, 14))
    assert Job.objects.filter(kind="deadlines.recount").count() == 1
    assert AuditRecord.objects.get(verb="deadlines.load_notice").detail["year"] == 2027


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (("2月14日（周日）", "2月14日（周六）"), "通知里写成周六"),
        (("共7天。2月", "共8天。2月"), "写明共 8 天，按日期读出 7 天"),
        (("5月8日（周六）上班", "5月10日（周一）上班"), "不是周末，不会是调休上班日"),
        (("9月15日（周三）放假", "2月31日放假"), "没有这一天"),
        (("2月14日（周日）上班", "2月7日（周日）上班"), "既写了放假又写了上班"),
    ],
)
def test_a_slip_in_the_notice_is_found_and_nothing_is_loaded(keeper, slip, said):
    page = keeper.post("/deadlines/calendar/load/", notice(text=NOTICE.replace(*slip)))
    assert said in page.content.decode()
    assert not HolidayNotice.objects.filter(year=2027).exists()


def test_a_table_in_a_file_of_any_usual_coding_is_read(keeper):
    table = "日期,类型,名称\n2027-01-01,放假,元旦\n2027/2/14,上班,春节\n2027-02-08,放假,春节\n".encode(
        "gb18030"
    )
    file = SimpleUploadedFile("2027.csv", table)
    page = keeper.post("/deadlines/calendar/load/", notice(step="", text="", file=file))
    assert [(one.day.day, one.works) for one in page.context["found"].days] == [
        (1, False),
        (8, False),
        (14, True),
    ]
    assert "没有读到国庆节" in page.content.decode()


@pytest.mark.parametrize("text", ["", "放假安排待定", "2027-13-01,放假,元旦", "2027-01-01,睡觉,元旦"])
def test_what_is_no_notice_is_refused(keeper, text):
    answer = keeper.post("/deadlines/calendar/load/", notice(text=text))
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not HolidayNotice.objects.filter(year=2027).exists()


def test_in_autumn_the_screens_ask_for_the_next_year(keeper, moment):
    moment("2026-10-31 09:00+08:00")
    assert "还没有载入" not in keeper.get("/deadlines/calendar/2026/").content.decode()
    moment("2026-11-01 09:00+08:00")
    assert "2027 年的放假安排还没有载入" in keeper.get("/deadlines/calendar/2026/").content.decode()
    assert Clock.objects.count() == 0
