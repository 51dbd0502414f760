"""The wording of the State Council's notices is read as everybody knows those years were."""

from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday

from foundation.deadlines.engine.notice import read

NOTICES = {
    2023: """一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。""",
    2024: """一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。""",
    2026: """各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　经国务院批准，现将2026年节假日安排通知如下。
　　一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
　　二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
　　三、清明节：4月4日（周六）至6日（周一）放假，共3天。
　　四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
　　五、端午节：6月19日（周五）至21日（周日）放假，共3天。
　　六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
　　七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
　　节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。""",
}


@pytest.mark.parametrize("year", NOTICES)
def test_a_notice_gives_the_working_days_of_its_year(year):
    found = read(NOTICES[year], year)
    assert (found.faults, found.doubts) == ([], [])
    said = {one.day: one.works for one in found.days}
    for number in range(365):
        day = date(year, 1, 1) + timedelta(number)
        assert said.get(day, day.weekday() < 5) == is_workday(day), day


def test_the_notice_of_one_year_is_not_taken_for_another():
    faults = read(NOTICES[2026], 2027).faults
    assert any("年份或日期有一处不对" in fault for fault in faults)


def test_days_off_and_days_of_work_in_one_sentence_are_told_apart():
    found = read("一、元旦：1月1日至3日放假，1月4日（周日）上班，安排职工在1月5日休息。", 2026)
    assert [(one.day.day, one.works) for one in found.days] == [(1, False), (2, False), (3, False), (4, True)]


def test_a_table_is_read_with_every_usual_separator_and_its_faults_are_named_by_line():
    found = read(
        "日期,类型,名称\n2026-01-01,放假,元旦\n2026/1/4\t班\t元旦\n2026-01-02，休，元旦\n\nx,放假\n", 2026
    )
    assert [one.day.day for one in found.days] == [1, 2, 4]
    assert found.faults == ["第 6 行看不懂：x，放假。应是“2027-01-01,放假,元旦”。"]


def test_more_make_up_days_than_days_off_is_a_fault():
    assert "对不上" in read("2026-01-04,上班,元旦", 2026).faults[0]
