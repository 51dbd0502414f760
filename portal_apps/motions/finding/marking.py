"""Where the words stand: pieces of a text with what was found marked, safe to be shown."""

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .letters import folded

AROUND = 28  # letters shown before the first word found
SHOWN = 90


def marked(text: str, wanted: Sequence[str]) -> SafeString:
    """All of the text, the words found within <mark>."""
    made, last = [], 0
    for start, end in _places(folded(text), wanted):
        made += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*map(str, made), escape(text[last:])]))


def snippet(texts: Sequence[str], wanted: Sequence[str]) -> SafeString | str:
    """The piece around the first place where a word stands; "" where none does."""
    for text in texts:
        plain = " ".join(text.split())
        places = _places(folded(plain), wanted)
        if places:
            start = max(0, places[0][0] - AROUND)
            piece = plain[start : start + SHOWN]
            before, after = "…" if start else "", "…" if start + SHOWN < len(plain) else ""
            return mark_safe(f"{before}{marked(piece, wanted)}{after}")
    return ""


def _places(plain: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    if not wanted:
        return []
    longest_first = sorted(wanted, key=len, reverse=True)
    pattern = "|".join(re.escape(needle) for needle in longest_first)
    return [match.span() for match in re.finditer(pattern, plain)]
