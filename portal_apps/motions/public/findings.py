"""What in a text names a person: numbers the publisher refuses, and what a reader in the office should look at before
it goes out (addresses, telephones, mail, names of people who are not public). It proposes, people decide."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rjieba

from foundation.rights.refusals import Refused
from publishing.services import check_context, check_document, numbers_in

from ..models import Item, Reply
from .redacting import words_of

NUMBER = "number"  # may not go out
LOOK = "look"  # somebody should look
HOME = re.compile(
    r"(?:(?!住|在|于|为|家)[\u4e00-\u9fff]){0,6}(?:路|街|巷|里|村|小区|花园|家园|苑)\d{0,5}号?(?:院)?\d{1,4}(?:号楼|栋|幢|号院)\d{0,2}(?:单元)?\d{0,4}(?:室|号|户)?"
)
LANDLINE = re.compile(r"(?<![\d-])(?:0\d{2,3}[-－ ]?)?[2-8]\d{6,7}(?![\d年元亩米吨户人个万.-])")
MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
CHAT = re.compile(r"(?:微信|QQ|qq|WeChat)(?:号)?[:： ]?[A-Za-z0-9_-]{5,20}")
PATTERNS = ((HOME, "住址"), (LANDLINE, "电话"), (MAIL, "邮箱"), (CHAT, "社交账号"))
BESIDE = (
    "某",
    "代表",
    "市长",
    "书记",
    "主任",
    "局长",
    "主席",
)  # after a name: somebody whose post is public, or nobody
COMMON = ("高峰", "高潮", "和平", "安宁")  # words that the dictionary also knows as names
POLITE = ("女士", "先生", "老人", "同学", "大爷", "大妈", "阿姨", "师傅", "老师")


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    label: str
    level: str


def look(text: str, public_names: Iterable[str] = ()) -> list[Found]:
    """In the order of the text; what overlaps is told once, the graver first."""
    known = set(public_names)
    found = [
        *(Found(start, end, label, NUMBER) for start, end, label in numbers_in(text, check_context([]))),
        *(
            Found(*match.span(), label, LOOK)
            for pattern, label in PATTERNS
            for match in pattern.finditer(text)
        ),
        *(Found(start, end, "疑似人名", LOOK) for start, end in _names(text) if text[start:end] not in known),
    ]
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.level != NUMBER, one.start, -one.end)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _names(text: str) -> Iterator[tuple[int, int]]:
    """As far as a dictionary can tell: words tagged as names, and a surname with what stands before 女士, 先生."""
    at, words = 0, []
    for word, tag in rjieba.tag(text):
        words.append((at, at + len(word), word, tag))
        at += len(word)
    for place, (start, end, word, tag) in enumerate(words):
        after = text[end : end + 3]
        if tag == "nr" and 2 <= len(word) <= 4 and word not in COMMON and not after.startswith(BESIDE):
            yield start, end
        elif tag == "nr" and len(word) == 1 and place + 1 < len(words):
            following = words[place + 1]
            if len(following[2]) <= 2 and text[following[1] :].startswith(POLITE):
                yield start, following[1]


@dataclass(frozen=True)
class Passage:
    """A piece of the text for the screen: `label` empty where nothing was found."""

    text: str
    label: str = ""
    level: str = ""


def marked(item: Item, reply: Reply | None = None) -> list[list[Passage]]:
    """Everything the public might read, paragraph by paragraph, with what was found in it."""
    names = [one.mandate.person.name for one in item.sponsors.confirmed().select_related("mandate__person")]
    lines = [line for words in words_of(item, reply) for line in words.splitlines() if line.strip()]
    return [_pieces(line, look(line, names)) for line in lines]


def _pieces(line: str, found: list[Found]) -> list[Passage]:
    pieces, at = [], 0
    for one in found:
        pieces += [Passage(line[at : one.start]), Passage(line[one.start : one.end], one.label, one.level)]
        at = one.end
    return [one for one in (*pieces, Passage(line[at:])) if one.text]


def numbers(item: Item, reply: Reply | None = None) -> list[str]:
    """What has to be hidden before the text may go out."""
    return list(
        dict.fromkeys(one.text for line in marked(item, reply) for one in line if one.level == NUMBER)
    )


def assert_no_numbers(item: Item) -> None:
    """The publisher would hold the page back; so whoever approves is told at once. Raises Refused."""
    from .preview import public_document

    document = public_document(item)
    if document is None:
        return
    issues = check_document(document, check_context([document.id]))
    faults = [
        f"{one.message}（{one.excerpt}）" if one.excerpt else one.message
        for one in issues
        if one.severity == "error"
    ]
    if faults:
        raise Refused(f"还不能公开：{'；'.join(faults[:5])}。请写进“要隐去的文字”，或者只公开摘要。")
