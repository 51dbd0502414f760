"""Reading the State Council's yearly notice on holidays, as text or as a table, and looking for mistakes in it.

The notice checks itself: weekdays stand in brackets and the number of days is said. What does not agree is refused.
"""

import csv
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

WEEKDAYS = "一二三四五六日"
FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
MAKE_UP_LIMIT = 12  # days; more in a year has never been and is a slip of the reader
KINDS = {
    "放假": False,
    "休": False,
    "节假日": False,
    "上班": True,
    "班": True,
    "补班": True,
    "调休上班": True,
}

_DAY = (
    r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日(?:[（(](?P<{0}w>[^）)]*)[）)])?"
)
_SPAN = re.compile(_DAY.format("a") + r"(?:\s*[至到—－~-]+\s*" + _DAY.format("b") + ")?")
_HEAD = re.compile(r"^[\s　]*[一二三四五六七八九十]+、\s*([^：:\n]{2,20})[：:]", re.M)


@dataclass(frozen=True)
class Day:
    """What a notice says of one day. `works`: people work although it is a weekend (调休上班)."""

    day: date
    works: bool
    name: str


@dataclass
class Reading:
    """`faults` must be mended before the notice can be loaded; `doubts` are for people to look at."""

    days: list[Day] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read(text: str, year: int) -> Reading:
    """Read the wording of the notice, or a table with the columns day, 放假/上班, name."""
    found = Reading()
    text = text.lstrip("\ufeff")
    if re.search(r"^\s*\d{4}[-/]\d", text, re.M):
        _read_table(text, found)
    else:
        _read_wording(text, year, found)
    if not found.days and not found.faults:
        found.faults.append("没有读到任何一天。请粘贴通知全文，或按“日期,放假或上班,名称”一行一天。")
    check(found, year)
    return found


def check(found: Reading, year: int) -> None:
    """What a slip of a hand or a reader would look like."""
    seen: dict[date, Day] = {}
    for one in found.days:
        other = seen.setdefault(one.day, one)
        if other.works != one.works:
            found.faults.append(f"{spoken(one.day)}既写了放假又写了上班。")
        if one.works and one.day.weekday() < 5:
            found.faults.append(f"{spoken(one.day)}不是周末，不会是调休上班日。")
        if one.day.year != year and not (one.day.year == year - 1 and one.day.month == 12):
            found.faults.append(f"{spoken(one.day)}不在 {year} 年（元旦调休可以用到上一年 12 月）。")
    found.days = sorted(seen.values(), key=lambda one: one.day)
    makeup = sum(one.works for one in found.days)
    on_weekdays = sum(not one.works and one.day.weekday() < 5 for one in found.days)
    if makeup > min(on_weekdays, MAKE_UP_LIMIT):
        found.faults.append(f"调休上班有 {makeup} 天，工作日放假只有 {on_weekdays} 天，对不上。")
    if found.days and not found.faults:
        names = "".join(one.name for one in found.days)
        found.doubts += [f"没有读到{name}。" for name in FESTIVALS if name.removesuffix("节") not in names]


def spoken(day: date) -> str:
    """2027 年 2 月 28 日（周日）."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日（周{WEEKDAYS[day.weekday()]}）"


def _read_table(text: str, found: Reading) -> None:
    for number, row in enumerate(csv.reader(text.replace("\t", ",").replace("，", ",").splitlines()), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and not cells[0][:1].isdigit()):
            continue
        try:
            day = date(*(int(part) for part in re.split(r"[-/]", cells[0])))
            works = KINDS[cells[1]]
        except (ValueError, TypeError, KeyError, IndexError):
            found.faults.append(
                f"第 {number} 行看不懂：{'，'.join(cells)[:60]}。应是“2027-01-01,放假,元旦”。"
            )
            continue
        found.days.append(Day(day, works, cells[2][:20] if len(cells) > 2 else ""))


def _read_wording(text: str, year: int, found: Reading) -> None:
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=False):
        body = text[head.end() : end]
        for sentence in re.split(r"[。；\n]", body):
            _read_sentence(sentence, year, head[1].strip(), found)


def _read_sentence(sentence: str, year: int, name: str, found: Reading) -> None:
    """The word after a day tells what it is; advice to take leave (休息) is neither."""
    month, count = 0, 0
    for span in _SPAN.finditer(sentence):
        word = re.search("放假|上班|休息", sentence[span.end() :])
        if not word or word[0] == "休息":
            continue
        works = word[0] == "上班"
        try:
            first = _day(span, "a", year, month)
            last = _day(span, "b", first.year, first.month) if span["bd"] else first
        except ValueError:
            found.faults.append(f"没有这一天：“{span[0]}”。")
            continue
        month = last.month
        length = (last - first).days + 1
        if not 0 < length <= 15:
            found.faults.append(f"起止日期不对：“{span[0]}”。")
            continue
        for side, day in (("a", first), ("b", last)):
            _check_weekday(span[f"{side}w"] or "", day, found)
        found.days += [Day(first + timedelta(n), works, name) for n in range(length)]
        count += 0 if works else length
    said = re.search(r"共\s*(\d+)\s*天", sentence)
    if said and int(said[1]) != count:
        found.faults.append(f"{name}写明共 {said[1]} 天，按日期读出 {count} 天。")


def _day(span: re.Match, side: str, year: int, month: int) -> date:
    """A day whose year and month may be left out where they are those of the day before."""
    return date(int(span[f"{side}y"] or year), int(span[f"{side}m"] or month), int(span[f"{side}d"]))


def _check_weekday(said: str, day: date, found: Reading) -> None:
    weekday = re.search(r"(?:周|星期)([一二三四五六日天])", said)
    if weekday and weekday[1].replace("天", "日") != WEEKDAYS[day.weekday()]:
        found.faults.append(f"{spoken(day)}在通知里写成周{weekday[1]}：年份或日期有一处不对。")
