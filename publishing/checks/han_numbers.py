"""Chinese numerals of dates: 二〇二六 → 2026, 二十九 → 29."""

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "元": 1}
NUMERAL = "〇○零一二三四五六七八九十元"


def han_number(text: str) -> int:
    """The value of digits or Chinese numerals up to 99, or of a year written digit by digit."""
    if text.isascii():
        return int(text)
    if "十" in text:
        tens, ones = text.split("十", 1)
        return 10 * DIGITS.get(tens, 1) + DIGITS.get(ones, 0)
    return int("".join(str(DIGITS[char]) for char in text))
