"""Leaders: the right title beside the name, the right order in an enumeration, no wrong character."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from unidecode import unidecode

from publishing.contract import Document, Issue

from .content import Content
from .context import CheckContext, LeaderRule
from .report import excerpt, warning

RANK = (
    r"(?:常务|第一|执行)?副?(?:委员长|主任委员|主任|主席|书记|市长|省长|州长|县长|区长|镇长|乡长|总理|部长|厅长|局长|院长"
    r"|检察长|秘书长|主任科员|处长|科长|司令员|政委|政治委员|参谋长|会长|校长|所长)"
)
TITLE_BEFORE = re.compile(rf"(?P<organ>[\u4e00-\u9fff]{{0,24}}?)(?P<rank>{RANK})\s?$")
TITLE_AFTER = re.compile(rf"^\s?(?P<rank>{RANK})(?![\u4e00-\u9fff]?[务席团会])")
FORMER = re.compile(r"(?:时任|原|前任|曾任|历任|前)[\u4e00-\u9fff]{0,24}$")
#: what may stand between two names of one enumeration: a separator, perhaps with the second one's title
BETWEEN = re.compile(
    rf"^(?:同志)?\s?(?:[、，,]|和|及|与|以及)\s?(?:[\u4e00-\u9fff]{{0,20}}?(?:{RANK}|常委|委员|代表|同志))?\s?$"
)
SESSION_ROLE = re.compile(r"主席团$|名誉$|执行$|总$")  # roles of a day, beside the office a person holds
SENTENCE_END = re.compile(r"(?<=[\n。！？；])")
ORGAN_END = ("委", "会", "府", "院", "局", "厅", "部", "市", "省", "县", "区", "政协")
SHORT = (("常务委员会", "常委会"), ("人民代表大会", "人大"), ("人民政府", "政府"), ("人民检察院", "检察院"), ("人民法院", "法院"))  # fmt: skip
CURE_TITLE = "改正职务；职务确有变动或兼任的，请总编更新领导人名单，也可写明理由放行。"


def check(document: Document, content: Content, context: CheckContext) -> Iterator[Issue]:
    day = datetime.fromisoformat(document.published).date() if document.published else context.now.date()
    rules = [rule for rule in context.leaders if rule.name and rule.in_office(day)]
    if not rules:
        return
    for passage in content.passages:
        for line in re.split(SENTENCE_END, passage.text):
            yield from in_line(rules, passage.field, line)


def in_line(rules: list[LeaderRule], field: str, line: str) -> Iterator[Issue]:
    by_name = {rule.name: rule for rule in rules}
    found = [
        (match.start(), match.end(), rule)
        for name, rule in by_name.items()
        for match in re.finditer(re.escape(name), line)
    ]
    named = sorted(found, key=lambda one: one[:2])
    for begin, end, rule in named:
        yield from wrong_title(rules, rule, field, line, begin, end)
    yield from wrong_order(named, field, line)
    yield from wrong_name(rules, field, line)


def wrong_title(rules, named: LeaderRule, field: str, line: str, begin: int, end: int) -> Iterator[Issue]:
    titles = [title for rule in rules if rule.name == named.name for title in rule.titles]
    if not titles:
        return
    before = TITLE_BEFORE.search(line[max(0, begin - 30) : begin])
    after = TITLE_AFTER.search(line[end : end + 8])
    for match in (before, after):
        if match is None:
            continue
        organ = match.groupdict().get("organ") or ""
        if FORMER.search(organ) or SESSION_ROLE.search(organ) or match["rank"] == "执行主席":
            continue
        if fits(titles, organ, match["rank"]):
            continue
        found = (organ + match["rank"])[-14:]
        message = f"{named.name}的职务写成了“{found}”，名单里是“{'、'.join(titles)}”"
        yield warning("leader_title", field, message, CURE_TITLE, excerpt(line, begin, end))


def fits(titles: list[str], organ: str, rank: str) -> bool:
    return any(fits_one(shorten(title), shorten(organ), rank) for title in titles)


def fits_one(title: str, organ: str, rank: str) -> bool:
    """The rank is the rank of the title; an organ that is written must be the organ of the title."""
    match = re.search(rf"{RANK}$", title)
    if match is None or match[0] != rank:
        return False
    office = title[: match.start()]
    if not office or not organ.endswith(ORGAN_END):
        return True
    common = 0
    while common < min(len(office), len(organ)) and office[-1 - common] == organ[-1 - common]:
        common += 1
    return common == min(len(office), len(organ)) or common >= 2


def shorten(title: str) -> str:
    for long, short in SHORT:
        title = title.replace(long, short)
    return title


def wrong_order(named, field: str, line: str) -> Iterator[Issue]:
    for (_, end, first), (begin, last, second) in pairwise(named):
        ranked = first.order and second.order
        if ranked and first.order > second.order and BETWEEN.match(line[end:begin]):
            message = f"排序：{second.name}应当排在{first.name}前面"
            shown = excerpt(line, end - len(first.name), last)
            yield warning("leader_order", field, message, "按名单调整先后；确有依据的，写明理由放行。", shown)


def wrong_name(rules: list[LeaderRule], field: str, line: str) -> Iterator[Issue]:
    """One character off: right after the leader's own full title, or sounding the same anywhere."""
    names = {rule.name for rule in rules}
    reported = set()
    for rule in rules:
        for begin in candidates(rule, line):
            written = line[begin : begin + len(rule.name)]
            if written in names or written in reported:
                continue
            reported.add(written)
            message = f"“{written}”可能是“{rule.name}”写错了"
            shown = excerpt(line, begin, begin + len(written))
            yield warning("leader_name", field, message, f"核对姓名，应为“{rule.name}”的请改正。", shown)


def candidates(rule: LeaderRule, line: str) -> Iterator[int]:
    size = len(rule.name)
    if size < 3:  # half of a two-character name is too little to know it by
        return
    for title in rule.titles:
        for match in re.finditer(re.escape(title) + r"\s?", line):
            written = line[match.end() : match.end() + size]
            if len(written) == size and (one_off(rule.name, written) or sorted(rule.name) == sorted(written)):
                yield match.end()
    for place in range(size):
        pattern = re.escape(rule.name[:place]) + r"[\u4e00-\u9fff]" + re.escape(rule.name[place + 1 :])
        for match in re.finditer(pattern, line):
            if unidecode(match[0]) == unidecode(rule.name):
                yield match.start()


def one_off(name: str, written: str) -> bool:
    return sum(a != b for a, b in zip(name, written, strict=True)) == 1
