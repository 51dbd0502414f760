"""Chapter marks as people write them: a line each, the time first."""

import re

from cms.editorial.refusals import Refused
from media_jobs.contract import Mark, clock

LINE = re.compile(r"(?:(\d{1,2})[:：])?(\d{1,3})[:：](\d{2}(?:\.\d{1,3})?)[\s　]+(\S.*)")


def marks(text: str) -> list[Mark]:
    """ "1:02:03 表决" a line; empty lines do not count. Raises Refused naming the line that cannot be read."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        read = LINE.fullmatch(line.strip())
        if not read or float(read[3]) >= 60:
            raise Refused(
                f"第 {number} 行看不懂：“{line.strip()[:40]}”。请写成“时间 空格 标题”，例如 12:30 表决。"
            )
        hours, minutes, seconds, title = read.groups()
        found.append(Mark(int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds), title.strip()))
    return found


def as_lines(chapters) -> str:
    return "\n".join(f"{clock(one.at_s)} {one.title}" for one in chapters)


def moment(text: str) -> float:
    """ "12:30" in seconds. Raises Refused."""
    return marks(f"{text.strip()} 时间")[0].at_s if text.strip() else _none()


def _none() -> float:
    raise Refused("请写开始和结束的时间，例如 0:12 和 45:30。")
