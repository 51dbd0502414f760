"""A broadcast as a page says it, and as the file beside it does."""

from typing import Any

from tests.services import film

KEY = "1f" * 16
STANDING = f"/media/live/{KEY}/state.json"
STARTS = "2036-11-26T01:00:00+00:00"
POINTS = [
    {"title": "听取养老服务工作报告", "speaker": "张主任", "at_s": None},
    {"title": "表决", "speaker": "", "at_s": None},
]
SCHEDULED = {
    "state": "scheduled",
    "starts_at": STARTS,
    "master": "",
    "replay": "",
    "viewers": None,
    "points": [],
}


def value() -> dict[str, Any]:
    """What a "live" block says (publishing/contract.py)."""
    return {
        "title": "市人大常委会第四十二次会议",
        "starts_at": STARTS,
        "state": "scheduled",
        "standing": STANDING,
        "master": f"{film.BASE}/master.m3u8",
        "calendar": f"/files/live/{KEY}.ics",
        "poster": None,
        "points": POINTS,
        "media": None,
        "lacks": [],
    }


def coming() -> dict[str, Any]:
    one = {
        "title": "市人大常委会第四十二次会议",
        "starts_at": STARTS,
        "path": "/meetings/42/",
        "calendar": "",
    }
    return {
        "title": "直播预告",
        "broadcasts": [one, {**one, "path": "", "calendar": f"/files/live/{KEY}.ics"}],
    }


def now(state: str, **more: Any) -> dict[str, Any]:
    """The file beside the page at that moment."""
    return {**SCHEDULED, "state": state, "master": f"{film.BASE}/master.m3u8", **more}
