"""A device in words: Windows 电脑上的 Chrome."""

import re

PLACES = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
DEVICES = (
    (r"OpenHarmony|HarmonyOS", "鸿蒙手机"),
    (r"Android.*Mobile", "安卓手机"),
    (r"Android", "安卓平板"),
    (r"iPhone", "苹果手机"),
    (r"iPad", "苹果平板"),
    (r"Windows", "Windows 电脑"),
    (r"Macintosh", "苹果电脑"),
    (r"UOS|Kylin|Linux", "Linux 电脑"),
)


def device(user_agent: str) -> str:
    """What somebody recognises as their own; the browser's name for itself is of no use to them."""
    thing = next((name for pattern, name in DEVICES if re.search(pattern, user_agent)), "")
    program = next((name for mark, name in PLACES if mark in user_agent), "")
    if thing and program:
        return f"{thing}上的 {program}" if program.isascii() else f"{thing}上的{program}"
    return thing or program or "认不出的设备"
