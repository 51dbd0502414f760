"""Text as documents take it: what cannot be printed is gone, dates are written as official documents write them."""

import re
import unicodedata
from datetime import date

# control characters, half pairs, what is no character at all, and marks that turn the direction of what is read
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
BREAKS = re.compile(r"\r\n?|[\x0b\x0c\u0085\u2028\u2029]")
SHOWN_WITHOUT_WIDTH = {"Mn", "Me", "Cf", "Cc"}


def clean(text: str) -> str:
    """Line breaks are \\n, spaces that do not break are spaces, nothing is left that XML or a reader cannot take."""
    text = BREAKS.sub("\n", text).replace("\u00a0", " ").replace("\t", "\u3000")
    return UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """Clean, and without line breaks."""
    return re.sub(r"\s*\n\s*", " ", clean(text)).strip()


def chinese_date(day: date) -> str:
    """2026年3月5日: Arabic numerals, four digits of the year, no leading zeros (GB/T 9704—2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def width(text: str) -> float:
    """How many Chinese characters wide it is; Latin letters and figures count half."""
    return sum(
        0
        if unicodedata.category(one) in SHOWN_WITHOUT_WIDTH
        else 1
        if unicodedata.east_asian_width(one) in "WFA"
        else 0.5
        for one in text
    )
