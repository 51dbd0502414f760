"""What of a sealed value a screen shows: enough to recognise it, not enough to use it."""

from collections.abc import Callable


def _ends(first: int, last: int) -> Callable[[str], str]:
    def mask(text: str) -> str:
        if len(text) <= first + last:
            return "*" * len(text)
        return f"{text[:first]}{'*' * (len(text) - first - last)}{text[-last:] if last else ''}"

    return mask


def _email(text: str) -> str:
    name, at, house = text.partition("@")
    return f"{name[:1]}***{at}{house}"


MASKS: dict[str, Callable[[str], str]] = {
    "id_number": _ends(3, 2),
    "phone": _ends(3, 4),
    "email": _email,
    "address": _ends(3, 0),
    "postcode": _ends(0, 0),
    "office_phone": _ends(4, 2),
    "aids": lambda text: "已填写",
}


def masked(field: str, value: str) -> str:
    """138****0042; '' for nothing."""
    return MASKS[field](value) if value else ""
