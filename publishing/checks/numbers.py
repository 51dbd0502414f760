"""Rules of the numbers that name a person: resident identity number, mobile number, bank card."""

from datetime import date

PROVINCES = {
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83,
}  # fmt: skip
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
CARD_LENGTHS = range(16, 20)
CARD_STARTS = ("62", "4", "51", "52", "53", "54", "55", "35", "955")
OLDEST = 1900


def check_character(digits17: str) -> str:
    """The 18th character of an identity number (GB 11643)."""
    return CHECK_CHARACTERS[sum(int(d) * w for d, w in zip(digits17, WEIGHTS, strict=True)) % 11]


def is_real_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def could_be_identity_number(number: str) -> bool:
    """18 characters with a province and a birthday in the right places."""
    return (
        len(number) == 18
        and int(number[:2]) in PROVINCES
        and OLDEST <= int(number[6:10]) <= date.today().year
        and is_real_day(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    )


def is_identity_number(number: str) -> bool:
    return could_be_identity_number(number) and check_character(number[:17]) == number[17].upper()


def is_old_identity_number(number: str) -> bool:
    """15 digits (before 1999): no check digit, so province and birthday have to do."""
    return (
        len(number) == 15
        and int(number[:2]) in PROVINCES
        and is_real_day(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
    )


def passes_luhn(number: str) -> bool:
    total = 0
    for place, char in enumerate(reversed(number)):
        digit = int(char)
        if place % 2:
            digit = digit * 2 - 9 * (digit > 4)
        total += digit
    return total % 10 == 0


def is_bank_card(number: str) -> bool:
    return len(number) in CARD_LENGTHS and number.startswith(CARD_STARTS) and passes_luhn(number)


def is_mobile(number: str) -> bool:
    return len(number) == 11 and number[0] == "1" and number[1] in "3456789"
