"""Find the sentence in which a rule's words stand. Plain text, no framework."""

import re
from collections.abc import Iterable

END = re.compile(r"[。！？；!?;\n]+")


def found_in(text: str, patterns: Iterable[str], exceptions: Iterable[str] = ()) -> str:
    """The first sentence in which all words of one pattern stand and none of the exceptions; '' when there is none.

    Blanks within the sentence do not count: 我 公司 is 我公司.
    """
    wanted = [words for pattern in patterns if (words := pattern.split())]
    spared = [one.strip() for one in exceptions if one.strip()]
    for sentence in END.split(text):
        plain = "".join(sentence.split())
        if any(one in plain for one in spared):
            continue
        if any(all(word in plain for word in words) for words in wanted):
            return sentence.strip()[:200]
    return ""
