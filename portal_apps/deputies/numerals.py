"""Numbers of terms and sessions as they are spoken: 十六届五次."""

DIGITS = "零一二三四五六七八九"


def spoken(number: int) -> str:
    """16 → 十六, 1 → 一, 103 → 一百零三. For 1 to 999."""
    if not 0 < number < 1000:
        raise ValueError(f"{number} is no number of a term or session")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")
