"""Government work reports as plain text: one line a sentence or a heading."""

import re
from datetime import date
from html import escape

from ..columns import column_for
from ..html import Block
from ..records import BadRecord, Item, make_key, need_body
from ..summary import summarise

OCCASION = re.compile(r"^——\s*(\d{4})年(\d{1,2})月(\d{1,2})日在(.+)上$")
CHAPTER = re.compile(r"^[一二三四五六七八九十]{1,3}、")
SECTION = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")
BEGINS = re.compile(
    r"^(?:——|各位代表|第[一二三四五六七八九十]|[一二三四五六七八九十]是|[（(]\d+[）)]|\d+[.．、])"
)
ENDS = tuple("。！？：；”）…")
LONGEST_HEADING = 50
LONG_ENOUGH = 180  # a paragraph of so many characters ends with its sentence
HEAD_LINES = 8


def item(where: str, text: str) -> Item:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines:
        raise BadRecord("文件是空的")
    if "\ufffd" in text:
        raise BadRecord("正文里有乱码")
    occasion, at = find_occasion(lines)
    day = occasion_day(occasion)
    by = lines[at + 1] if at + 1 < len(lines) and len(lines[at + 1]) <= 30 else ""
    office = by.rpartition(" ")[0]
    title = "".join(lines[:at])
    if not title:
        raise BadRecord("缺少标题（应在第一行）")
    blocks = need_body(paragraphs(lines[at + (2 if by else 1) :]))
    year_title = title if str(day.year) in title else f"{day.year}年{title}"
    return Item(
        where=where,
        key=make_key(title, str(day)),
        model="policy",
        title=year_title,
        published=day,
        blocks=blocks,
        column=column_for("work_report", title),
        fields={
            "subtitle": lines[at].lstrip("—"),
            "author_name": by,
            "source": "国务院" if "国务院" in office else office or "政府工作报告",
            "issuing_body": "国务院" if "国务院" in office else office or "人民政府",
            "policy_type": "document",
            "passed_on": day,
            "summary": summarise(blocks, title),
        },
    )


def find_occasion(lines: list[str]) -> tuple[re.Match, int]:
    for at, line in enumerate(lines[:HEAD_LINES]):
        match = OCCASION.match(line)
        if match:
            return match, at
    raise BadRecord("前几行里没有“——某年某月某日在某次会议上”，认不出日期")


def occasion_day(match: re.Match) -> date:
    try:
        day = date(*(int(match[i]) for i in (1, 2, 3)))
    except ValueError:
        raise BadRecord(f"日期“{match[1]}年{match[2]}月{match[3]}日”不存在") from None
    if day > date.today():
        raise BadRecord(f"日期“{day}”在将来")
    return day


def paragraphs(lines: list[str]) -> list[Block]:
    """Sentences of one thought form a paragraph; the source's line ends alone would read like a telegram."""
    blocks: list[Block] = []
    texts: list[str] = []
    for line in lines:
        level = heading_level(line)
        if level:
            flush(texts, blocks)
            blocks.append(Block("heading", text=line, level=level))
        elif texts and goes_on(texts[-1], line):
            texts[-1] += line
        else:
            texts.append(line)
    flush(texts, blocks)
    return blocks


def heading_level(line: str) -> int:
    if len(line) > LONGEST_HEADING or line.endswith(ENDS):
        return 0
    return 2 if CHAPTER.match(line) else 3 if SECTION.match(line) else 0


def goes_on(before: str, line: str) -> bool:
    if not before.endswith(ENDS):
        return True
    return not BEGINS.match(line) and len(before) < LONG_ENOUGH and not before.endswith(("：", "！"))


def flush(texts: list[str], blocks: list[Block]) -> None:
    if texts:
        html = "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)
        blocks.append(Block("rich_text", html=html))
        texts.clear()
