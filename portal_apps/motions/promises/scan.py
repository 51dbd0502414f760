"""From the draft of a reply to proposals for the ledger of commitments (豫建议第二十三、二十七条; 渝建议第二十四条)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import rjieba

from .dates import Found, Ground, times
from .days import weekdays_after
from .sentences import Sentence, sentences
from .words import LEVELS, Words, default_words

LONGEST = 300  # characters of a promise in the ledger
READ = 1000  # characters of one sentence; what is longer is no sentence
FUTURE = re.compile("将")
WILL = re.compile(
    r"(?:(?:我们|委会|[局办镇司心区府院校门队处]|也|都|还|后续|将|届时)会|会(?=马上|尽快|积极|继续|加大|加强|及时))"
    r"(?![议员所商计诊展审同长费])"
)
LEADS = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十0-9]{1,2}[）)、.．]\s*|[一二三四五六七八九十]是|另外|同时|此外|此后|因此|对此|为此|[，,：:\s])+"
)
QUOTED = re.compile(r"“[^”]{0,400}”|《[^》]{0,200}》|（[^）]{0,200}）")
LAST = ("前", "底", "末", "内", "半年")
NOT_FUTURE = ("现", "即", "麻", "名", "大", "拟", "计划", "已", "须", "需", "应", "先", "可")
# 将初审通过的资料交由…: a thing that is handled, not a time
TAKEN = re.compile(
    r"[^，。；]{2,24}?(?:告知|交由|交给|交至|交市|交县|报送|退还|退给|做好|纳入|列入|归还|转交|转给|予以通报)"
)
SPACES = " \u3000"
LED = re.compile(
    r"(?<!只能)(?<!应)由(?P<who>[^，。；、由将]{2,24}?)(?:牵头|负责|承办|具体|组织|实施|统筹|会同|督促|办理)"
)
ADVERBS = r"(?:也|还|都|则|同时|现|目前|正|之后|及时|已|积极|一并|今后|后续|又|均|就|又将)*"


@dataclass(frozen=True)
class Proposal:
    """A sentence that promises something. `text[start:end]` is `sentence`; `due_on` is never before the signature.

    `responsible` is empty when the unit speaks of itself. `asks` says what a person has to fill in.
    """

    start: int
    end: int
    sentence: str
    promise: str
    firmness: str
    due_on: date | None
    due_text: str
    reason: str
    responsible: str
    asks: tuple[str, ...]


@dataclass(frozen=True)
class PassedOver:
    """A sentence that speaks of the future and is no promise, and why."""

    start: int
    end: int
    sentence: str
    why: str


@dataclass(frozen=True)
class Reading:
    proposals: tuple[Proposal, ...]
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True)
class Cue:
    at: int
    level: str


def scan(
    text: str,
    signed_on: date,
    words: Words | None = None,
    after_working_days: Callable[[date, int], date] = weekdays_after,
) -> Reading:
    """Never raises for any text. Without a given calendar, working days are Monday to Friday."""
    words = words or default_words()
    ground = Ground(signed_on, words, after_working_days)
    proposals: list[Proposal] = []
    passed: list[PassedOver] = []
    for sentence in sentences(text):
        found = _read(sentence, ground) if len(sentence.text) <= READ else None
        if isinstance(found, Proposal):
            proposals.append(found)
        elif found:
            passed.append(found)
    return Reading(tuple(proposals), tuple(passed))


def _read(sentence: Sentence, ground: Ground) -> Proposal | PassedOver | None:
    """The first cue that nothing speaks against makes it a promise."""
    text = sentence.text
    dates = list(times(text, ground))
    why = ""
    for cue in _cues(text, dates, ground.words):
        against = _against(text, cue, ground.words)
        if not against:
            return _proposal(sentence, cue, dates, ground.words)
        why = why or against
    return PassedOver(sentence.start, sentence.end, text, why) if why else None


def _cues(text: str, dates: list[Found], words: Words) -> list[Cue]:
    """Where something is to be done, in order."""
    found = [Cue(match.start(), level) for level in LEVELS for match in words.cues[level].finditer(text)]
    found += [
        Cue(match.start(), "promise")
        for match in FUTURE.finditer(text)
        if _is_future(text, match.end(), words)
    ]
    found += [Cue(match.end() - 1, "promise") for match in WILL.finditer(text) if _acts(text[match.end() :])]
    found += [Cue(one.start, "plan") for one in dates if _is_deadline(text, one, words)]
    return sorted(found, key=lambda cue: cue.at)


def _is_deadline(text: str, one: Found, words: Words) -> bool:
    """Whether a time by itself says that something will be: 2027年6月底前建成."""
    if not one.day or not (one.text.endswith(LAST) or re.match("[0-9]{4}年|明年|今年", one.text)):
        return False
    clause = text[_clause_start(text, one.start) : _clause_end(text, one.end)]
    return bool(words.done.search(clause, 0)) and not re.search("已|了(?!解)|曾|自|责令|限期", clause)


def _clause_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "，；：。") + 1


def _clause_end(text: str, at: int) -> int:
    return min((found for mark in "，；。" if (found := text.find(mark, at)) >= 0), default=len(text))


def _is_future(text: str, end: int, words: Words) -> bool:
    """Whether 将 means that something will be, and not 把 (将其拆除), 现将, or a part of a word."""
    rest = text[end : end + 12]
    if not rest or text[: end - 1].endswith(NOT_FUTURE) or rest.startswith(words.after_never):
        return False
    tagged = rjieba.tag(rest)
    kind = tagged[0][1] if tagged else "x"
    if kind.startswith("v") and TAKEN.match(text, end):
        return False
    spoken = [match.end() for match in words.own.finditer(text, max(end - 8, 0), end - 1)]
    return end - 1 in spoken or rest.startswith(words.after_allowed) or _is_verb(kind)


def _acts(rest: str) -> bool:
    """Whether a verb or an adverb follows."""
    tagged = rjieba.tag(rest[:12])
    return bool(tagged) and _is_verb(tagged[0][1])


def _is_verb(kind: str) -> bool:
    """Of the segmenter's kinds of words: not a noun, name, number or time."""
    return kind == "vn" or (kind[:1] in set("vdapcjilz") and kind != "zg")


def _against(text: str, cue: Cue, words: Words) -> str:
    """Why the cue promises nothing; empty when it does."""
    if any(match.start() < cue.at < match.end() for match in QUOTED.finditer(text)):
        return "引用的文字"
    start = _clause_start(text, cue.at)
    own = [match.start() for match in words.own.finditer(text, 0, cue.at + 4)]
    since = own[-1] if own else 0  # where the unit begins to speak of itself
    if _subject(text, cue, words) or text.startswith(("将由", "待", "等"), cue.at):
        since = start
    before, clause = text[since : cue.at], text[start : _clause_end(text, cue.at)]
    for one in words.exclusions:
        told = text[: cue.at] if one.whole else before
        if one.before and one.before.search(told):
            return one.name
        if one.clause and one.clause.search(clause):
            return one.name
    return ""


def _proposal(sentence: Sentence, cue: Cue, dates: list[Found], words: Words) -> Proposal:
    text = sentence.text
    start = _clause_start(text, cue.at)
    meant = [one for one in dates if _belongs(text, one, cue, start)]
    known = [one for one in meant if one.day]
    due = max(known, key=lambda one: one.day or date.min) if known else None
    leaning = next((one for one in meant if not one.day), None)
    vague = next((word for word in words.vague if word in text[start:]), "")
    first = min([start, *(_clause_start(text, one.start) for one in known)])
    return Proposal(
        start=sentence.start,
        end=sentence.end,
        sentence=text,
        promise=(LEADS.sub("", text[first:]) or text)[:LONGEST],
        firmness=words.firmness[_level(text, cue, words)],
        due_on=due.day if due else None,
        due_text=due.text if due else leaning.text if leaning else vague,
        reason=_reason(due, leaning, vague, known),
        responsible=_who(text, cue, words),
        asks=() if due else ("时限",),
    )


def _belongs(text: str, one: Found, cue: Cue, start: int) -> bool:
    """Whether a time is that of the promise: in its clause or later, or a clause of its own just before it."""
    if any(match.start() < one.start < match.end() for match in QUOTED.finditer(text)):
        return False
    if one.start >= start:
        return True
    alone = not LEADS.sub("", text[_clause_start(text, one.start) : one.start]).strip(
        SPACES + "到至在于截力争预计划"
    )
    return alone and text[one.end : start].strip("，, ：:") == ""


def _reason(due: Found | None, leaning: Found | None, vague: str, known: list[Found]) -> str:
    if due:
        others = "、".join(one.text for one in known if one is not due)
        return due.reason + (f"；句中还有：{others}" if others else "")
    if leaning:
        return leaning.reason
    return f"“{vague}”不是期限，请写明日期" if vague else "没有写明时限，请写明日期"


def _level(text: str, cue: Cue, words: Words) -> str:
    """The weakest word counts, wherever it stands from the clause of the cue on."""
    start = _clause_start(text, cue.at)
    for level in LEVELS[:-1]:
        if words.cues[level].search(text, start):
            return level
    return cue.level


def _who(text: str, cue: Cue, words: Words) -> str:
    """The unit named: 由市城管局牵头, or who stands before the cue; empty for 我局."""
    start = _clause_start(text, cue.at)
    led = LED.search(text, start) or LED.search(text, _clause_start(text, start - 1) if start else 0, start)
    if led:
        return "" if words.own.fullmatch(led["who"]) else led["who"]
    subject = _subject(text, cue, words)
    return "" if words.own.search(subject) else subject


def _subject(text: str, cue: Cue, words: Words) -> str:
    """The unit right before the cue, in its clause."""
    said = re.sub(rf"{ADVERBS}$", "", text[_clause_start(text, cue.at) : cue.at])
    said = LEADS.sub("", said)
    return said if words.unit.fullmatch(said) else ""
