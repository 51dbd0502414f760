"""How near two texts are, in words for people."""

from enum import StrEnum

from .shared import Shared


class Grade(StrEnum):
    """From the nearest on."""

    SAME = "几乎相同"
    NEAR = "相近"
    RELATED = "有关"


NEAR, RELATED = 0.5, 0.25  # scores from which on
SAME_TITLE, SAME_TEXT = 0.8, 0.6  # shares of the shorter one


def grade(score: float, shared: Shared) -> Grade:
    if shared.same_title >= SAME_TITLE or (shared.overlap >= SAME_TEXT and shared.longest >= 20):
        return Grade.SAME
    return Grade.NEAR if score >= NEAR else Grade.RELATED


def reason(shared: Shared) -> str:
    """Why an item is shown: “共有 3 处相同文字，最长 26 字；都说到“窨井盖”“夜间施工””."""
    said = []
    if shared.same_title >= SAME_TITLE:
        said.append("标题几乎相同")
    if shared.passages:
        said.append(f"共有 {len(shared.passages)} 处相同文字，最长 {shared.longest} 字")
    if shared.words:
        said.append("都说到" + "".join(f"“{word}”" for word in shared.words))
    elif shared.meanings:
        said.append("说的是同一类事：" + "、".join(shared.meanings))
    return "；".join(said) or "用字相近"
