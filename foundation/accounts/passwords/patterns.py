"""What people here type instead of a password: words in pinyin, keyboard walks, dates, lucky numbers."""

import re
from functools import cache
from pathlib import Path

ROWS = (
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "147258369",
    "159357",
)
COLUMNS = (
    "1qaz",
    "2wsx",
    "3edc",
    "4rfv",
    "5tgb",
    "6yhn",
    "7ujm",
    "8ik",
    "9ol",
    "qaz",
    "wsx",
    "edc",
    "rfv",
    "tgb",
)
WALK = 4  # so many neighbouring keys in a row are a walk; shorter ones occur in every word
LOOKS = str.maketrans("@$!)(*&^%#", "as10987653")  # a with a roof, and the digits of shifted keys
DATE = re.compile(r"(?:19|20)\d{2}(?:[-./年]?(?:0?[1-9]|1[0-2])(?:[-./月]?(?:0?[1-9]|[12]\d|3[01])日?)?)?")
REPEAT = re.compile(r"(.)\1{2,}|(..+?)\2{1,}")


@cache
def words() -> re.Pattern[str]:
    """The words of `deny.txt`, the longest first."""
    lines = (Path(__file__).parent / "deny.txt").read_text(encoding="utf-8").split("\n")
    listed = {word for line in lines if not line.startswith("#") for word in line.split()}
    return re.compile("|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True)))


@cache
def walks() -> re.Pattern[str]:
    """Every run along a row or a column of keys, in both directions."""
    found = set()
    for row in ROWS:
        for line in (row, row[::-1]):
            found |= {line[a:b] for a in range(len(line)) for b in range(a + WALK, len(line) + 1)}
    found |= {text for column in COLUMNS for text in (column, column[::-1])}
    return re.compile("|".join(re.escape(text) for text in sorted(found, key=len, reverse=True)))


def unguessable(password: str) -> int:
    """How many characters are left when everything that can be guessed is taken out."""
    plain = password.lower()
    return min(_without(plain), _without(plain.translate(LOOKS)))  # p@ssword, 1234!@#$: what they stand for


def _without(plain: str) -> int:
    for pattern in (walks(), words(), DATE, REPEAT):
        plain = pattern.sub(" ", plain)
    return sum(not letter.isspace() for letter in plain)
