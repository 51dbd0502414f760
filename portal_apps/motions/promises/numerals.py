"""Numbers as replies write them: 12, １２, 十二, 两."""

DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "俩": 2}
UNITS = {"十": 10, "百": 100}
NUMBER = "[0-9０-９一二三四五六七八九十百两〇零]"


def number_of(text: str) -> int | None:
    """None when it is no number. 二〇二六 is read digit by digit."""
    if text.isdecimal():
        return int(text)
    if text and all(letter in DIGITS for letter in text):
        return int("".join(str(DIGITS[letter]) for letter in text))
    total = digit = 0
    for letter in text:
        if letter in DIGITS:
            digit = DIGITS[letter]
        elif letter in UNITS:
            total += (digit or (1 if not total or letter == "十" else 0)) * UNITS[letter]
            digit = 0
        else:
            return None
    return (total + digit) or None
