"""Numbers that name a person must not reach the public site.

Digits are read as a person would: full width counts as half width, single blanks and hyphens inside a number
are skipped. A number is only taken whole, so document numbers, amounts and landlines stay untouched.
"""

import re
from collections.abc import Iterator

from publishing.contract import Document, Issue

from . import numbers
from .content import Content
from .context import CheckContext
from .fold import INVISIBLE, fold_char
from .report import error, excerpt, warning

RUN = re.compile(
    r"(?<![0-9a-z])(?<![0-9][.\-–—/:])\+?\d(?:[ \u00a0\u3000\-–—·]{0,2}\d){9,21}"
    r"(?:[ \u00a0\-]?x)?(?![0-9a-z])(?![.:/]\d)"
)
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][· ]?"
    r"(?=[A-HJ-NP-Z]{0,5}\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])"
)
CURE = "删去这个号码，或用星号遮住中间各位。"
CURE_MOBILE = "改用办公电话；确为对外公布的工作手机，由总编把号码加入“允许”词表。"


def check(document: Document, content: Content, context: CheckContext) -> Iterator[Issue]:
    for passage in content.passages:
        plain, places = read_digits(passage.text)
        for run in RUN.finditer(plain):
            start, end = places[run.start()], places[run.end() - 1] + 1
            yield from judge(run[0], passage.field, passage.text, start, end, context)
        for plate in PLATE.finditer(passage.text):
            shown = excerpt(passage.text, *plate.span(), plate[0][:2] + "****")
            yield warning(
                "car_plate",
                passage.field,
                "疑似机动车号牌",
                "与报道无关的号牌请删去；确需公开的，写明理由放行。",
                shown,
            )


def numbers_in(text: str, context: CheckContext) -> Iterator[tuple[int, int, str]]:
    """(start, end, what it is) of each number the publisher would refuse to show."""
    plain, places = read_digits(text)
    for run in RUN.finditer(plain):
        found = kind_of(run[0])
        allowed = found is not None and context.terms is not None and context.terms.allows(found[2])
        if found is not None and found[1] and not allowed:
            yield places[run.start()], places[run.end() - 1] + 1, found[1]


def read_digits(text: str) -> tuple[str, list[int]]:
    """The text with plain digits and lower case, without invisible characters, and the places of its characters."""
    kept = [(fold_char(char), place) for place, char in enumerate(text) if char not in INVISIBLE]
    return "".join(char for char, _ in kept), [place for _, place in kept]


def judge(run: str, field: str, text: str, start: int, end: int, context: CheckContext) -> Iterator[Issue]:
    found = kind_of(run)
    if found is None:
        return
    code, label, number = found
    if context.terms is not None and context.terms.allows(number):
        return
    shown = excerpt(text, start, end, f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}")
    if code == "identity_number_typo":
        yield warning(
            code, field, "疑似身份证号（校验位不符）", "核对是不是身份证号；是则删去，不是则放行。", shown
        )
    else:
        yield error(code, field, f"出现{label}", CURE_MOBILE if code == "mobile" else CURE, shown)


def kind_of(run: str) -> tuple[str, str, str] | None:
    number = re.sub(r"[^0-9x]", "", run)
    if numbers.is_identity_number(number):
        return "identity_number", "身份证号", number
    if number.endswith("x"):
        return ("identity_number_typo", "", number) if numbers.could_be_identity_number(number) else None
    if numbers.is_bank_card(number):
        return "bank_card", "银行卡号", number
    if numbers.could_be_identity_number(number):
        return "identity_number_typo", "", number
    if numbers.is_old_identity_number(number):
        return "old_identity_number", "15 位身份证号", number
    mobile = number.removeprefix("0086") if number.startswith("0086") else number
    mobile = mobile.removeprefix("86") if len(mobile) == 13 else mobile
    return ("mobile", "手机号码", mobile) if numbers.is_mobile(mobile) else None
