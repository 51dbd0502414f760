"""Times in a sentence, and the last day each of them means.

A day that is told exactly is taken as it is. 底、末、内 mean the last day of the year, quarter or month; 前 after a
month or a year means the day before it begins, after a day that day itself. A year or month that is not said is the
next one from the signature on. Spans count from the day after the signature (民法典第二百零一条至第二百零三条).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .days import month_end, months_after, plan_end, quarter_end, weekdays_after
from .numerals import NUMBER, number_of
from .words import Words

LAST_YEAR = 2100
YEAR = rf"(?P<year>20[0-9]{{2}}|２０[０-９]{{2}}|二[〇零]{NUMBER}{{2}})年|(?P<relative>今年|本年度?|当年|明年|后年)"
WITHIN = r"(?P<part>上半年|下半年|年底|年末|底|末|年内|内|全年|年度内|年初|初|年中|中)?"
QUARTER = r"第?(?P<quarter>[一二三四1-4１-４])季度(?:末|底|内)?"
MONTH = r"(?P<month>1[0-2]|[1-9]|１[０-２]|[１-９]|十[一二]?|[一二三四五六七八九])月份?"
DAY = rf"(?P<day>[0-9０-９]{{1,2}}|{NUMBER}{{1,3}})[日号]"
THIRD = r"(?P<third>上旬|中旬|下旬|月初|初|月中|中|月底|底|末|内)?"
BEFORE = r"(?P<before>(?:之|以)?前)?"


@dataclass(frozen=True)
class Found:
    """A time in a text: where it stands, the last day it means (None when it only leans on an event), and why."""

    start: int
    end: int
    text: str
    day: date | None
    reason: str


@dataclass(frozen=True)
class Ground:
    """What a time is read upon: the day of signature, the words, and how working days are counted."""

    signed_on: date
    words: Words
    after_working_days: Callable[[date, int], date] = weekdays_after


def times(text: str, ground: Ground) -> Iterator[Found]:
    """Those that begin no later than others and reach furthest; the past is left out."""
    taken = 0
    for match, rule in _candidates(text, ground):
        if match.start() < taken:
            continue
        try:
            read = rule(match, ground)
        except (ValueError, OverflowError):
            continue
        if read is None:
            continue
        taken = match.end()
        day, reason = read
        if day is None or ground.signed_on <= day <= date(LAST_YEAR, 12, 31):
            yield Found(match.start(), match.end(), match[0], day, reason)


def _candidates(text: str, ground: Ground) -> list[tuple[re.Match[str], Callable]]:
    rules = [*RULES, (_term_pattern(ground.words), _term)]
    found = [(match, rule) for pattern, rule in rules for match in pattern.finditer(text)]
    return sorted(found, key=lambda one: (one[0].start(), -one[0].end()))


def _year(match: re.Match[str], ground: Ground) -> int | None:
    """The year said; this year and so on by the signature."""
    if match["year"]:
        return number_of(match["year"])
    word = match["relative"] or ""
    return ground.signed_on.year + {"明": 1, "后": 2}.get(word[:1], 0) if word else None


def _exact(match: re.Match[str], ground: Ground) -> tuple[date, str] | None:
    """（2026年）10月15日（前）."""
    year, month, day = _year(match, ground), number_of(match["month"]), number_of(match["day"])
    if not month or not day:
        return None
    if year:
        return date(year, month, day), "写明的日期"
    this = date(ground.signed_on.year, month, day)
    return (
        this if this >= ground.signed_on else date(this.year + 1, month, day)
    ), "没写年份，取签发日以后最近的一个"


def _month(match: re.Match[str], ground: Ground) -> tuple[date, str] | None:
    """（2026年）10月底、10月中旬、10月前."""
    year, month = _year(match, ground), number_of(match["month"])
    if not month:
        return None
    why = "按月份取最后一天"
    if not year:
        year = ground.signed_on.year + (month < ground.signed_on.month)
        why = "没写年份，取签发日以后最近的一个；" + why
    third = match["third"] or ""
    if match["before"] and not third:
        return date(year, month, 1) - timedelta(1), "某月前，取上月最后一天"
    if third in {"上旬", "初", "月初"}:
        return date(year, month, 10), "上旬取 10 日"
    if third in {"中旬", "中", "月中"}:
        return date(year, month, 20), "中旬取 20 日"
    return month_end(year, month), why


def _quarter(match: re.Match[str], ground: Ground) -> tuple[date, str] | None:
    year, quarter = _year(match, ground), number_of(match["quarter"])
    if not quarter:
        return None
    end = quarter_end(year or ground.signed_on.year, quarter)
    if not year and end < ground.signed_on:
        end = quarter_end(ground.signed_on.year + 1, quarter)
    return end, "季度取最后一天"


def _in_year(match: re.Match[str], ground: Ground) -> tuple[date, str] | None:
    """2026年底、明年上半年、今年内、2027年前."""
    year, part = _year(match, ground), match["part"] or ""
    if not year:
        return None
    if match["before"] and not part:
        return date(year - 1, 12, 31), "某年前，取上一年最后一天"
    if part == "上半年":
        return month_end(year, 6), "上半年取 6 月 30 日"
    if part in {"年初", "初", "年中", "中"}:
        month, day = ground.words.terms["年" + part[-1]]
        return date(year, month, day), f"年{part[-1]}按规则取 {month} 月 {day} 日"
    return date(year, 12, 31), "按年份取最后一天"


def _bare(match: re.Match[str], ground: Ground) -> tuple[date, str] | None:
    """年底前、年内、上半年、本月底、下个月."""
    signed, word = ground.signed_on, match["bare"]
    if word.startswith(("本月", "月底", "月内", "当月")):
        return month_end(signed.year, signed.month), "签发当月的最后一天"
    if word.startswith("下"):
        if word == "下半年":
            return date(signed.year, 12, 31), "签发当年的最后一天"
        following = months_after(signed.replace(day=1), 1)
        return month_end(following.year, following.month), "签发次月的最后一天"
    if word == "上半年":
        return month_end(signed.year + (signed.month > 6), 6), "上半年取 6 月 30 日"
    if word.startswith("本季度"):
        return quarter_end(signed.year, (signed.month + 2) // 3), "签发当季的最后一天"
    return date(signed.year, 12, 31), "签发当年的最后一天"


def _span(match: re.Match[str], ground: Ground) -> tuple[date | None, str] | None:
    """三个月内、20个工作日内、半年内; after an event the day is not known."""
    count = 6 if match["half"] else number_of(match["count"] or "")
    unit = "月" if match["half"] else match["unit"]
    if match["event"]:
        return None, f"自“{match['event']}”起算，签发时还不知道是哪一天"
    if not count or count > 1200:
        return None
    if unit == "工作日":
        return ground.after_working_days(ground.signed_on, min(count, 500)), "自签发次日起数工作日"
    if unit in {"天", "日", "周", "星期"}:
        days = count * (7 if unit in {"周", "星期"} else 1)
        return ground.signed_on + timedelta(days), "自签发次日起数"
    months = count * (12 if unit == "年" else 3 if unit == "季度" else 1)
    return months_after(ground.signed_on, months), "自签发日起按月数，到对应的日"


def _plan(match: re.Match[str], ground: Ground) -> tuple[date, str] | None:
    number = number_of(match["plan"])
    return (plan_end(number), f"“{match['plan']}五”规划期的最后一天") if number else None


def _until(match: re.Match[str], ground: Ground) -> tuple[date, str] | None:
    """2026—2028年."""
    year = number_of(match["until"])
    return (date(year, 12, 31), "按止期年份取最后一天") if year else None


def _term_pattern(words: Words) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted((*words.terms, "春节前"), key=len, reverse=True)))
    return re.compile(rf"(?:{YEAR})?(?P<term>{names})(?:(?:之|以)?前)?")


def _term(match: re.Match[str], ground: Ground) -> tuple[date, str] | None:
    """汛期前、供暖季前、春节前."""
    signed, year, name = ground.signed_on, _year(match, ground), match["term"]
    if name == "春节前":
        eve = next(
            (one for one in ground.words.eves if one >= signed and (not year or one.year == year)), None
        )
        return (eve, "春节前一天") if eve else None
    month, day = ground.words.terms[name]
    this = date(year or signed.year, month, day)
    if not year and this < signed:
        this = date(signed.year + 1, month, day)
    return this, f"“{name}”按规则取 {month} 月 {day} 日"


RULES: list[tuple[re.Pattern[str], Callable]] = [
    (re.compile(rf"(?:{YEAR})?{MONTH}{DAY}{BEFORE}"), _exact),
    (re.compile(rf"(?:{YEAR})?{MONTH}{THIRD}{BEFORE}"), _month),
    (re.compile(rf"(?:{YEAR})?{QUARTER}{BEFORE}"), _quarter),
    (re.compile(rf"(?:{YEAR}){WITHIN}{BEFORE}"), _in_year),
    (re.compile(r"20[0-9]{2}年?[-—－~至到]+(?P<until>20[0-9]{2})年?"), _until),
    (
        re.compile(
            r"(?P<bare>(?<!去)(?<!上)(?<!前)年底|(?<!去)年末|(?<![几多近两三0-9])年内|上半年|下半年|本月底?|当月|(?<![0-9一二三四五六七八九十份个])月底|下个?月|本季度末?)(?:(?:之|以)?前)?"
        ),
        _bare,
    ),
    (
        re.compile(
            rf"(?:(?P<event>[^，。；：、0-9]{{2,12}}(?<!以)(?<!之)后)的?)?(?:(?P<half>半年)|(?P<count>{NUMBER}{{1,4}})个?(?P<unit>工作日|天|日|周|星期|季度|月|年))(?:之|以)?内"
        ),
        _span,
    ),
    (re.compile(r"[“\"]?(?P<plan>十[一二三四五六七八九])五[”\"]?(?:规划|时期|期间|末|期末)+"), _plan),
]
