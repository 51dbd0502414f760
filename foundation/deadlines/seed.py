"""The years the package `chinesecalendar` knows, as the first notices of the table. Afterwards the table is the truth."""

from importlib.metadata import version

SOURCE = "随附数据 chinesecalendar {}，按国务院办公厅历年通知整理"


def load(apps) -> None:
    """For the migration: one notice for each year that has none."""
    from chinese_calendar.constants import Holiday, holidays, workdays

    notices, days = apps.get_model("deadlines", "HolidayNotice"), apps.get_model("deadlines", "CalendarDay")
    names = {holiday.value: holiday.chinese for holiday in Holiday}
    entries = [(day, "holiday", name) for day, name in holidays.items()]
    entries += [(day, "workday", name) for day, name in workdays.items()]
    for year in sorted({day.year for day, _, _ in entries}):
        if notices.objects.filter(year=year).exists():
            continue
        notice = notices.objects.create(
            year=year, source=SOURCE.format(version("chinesecalendar")), reason="随系统载入"
        )
        days.objects.bulk_create(
            days(notice=notice, date=day, kind=kind, name=names.get(name, name)[:20])
            for day, kind, name in sorted(entries)
            if day.year == year
        )
