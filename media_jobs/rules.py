"""How many qualities, how good, how long: rules in data, each with its source."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default

LINK_HOURS = "media.link_hours"


def _rule(
    key: str,
    name: str,
    value: int,
    least: int,
    most: int,
    *,
    unit: str = "count",
    source: str = OUR_DEFAULT,
    note: str = "",
) -> Default:
    return Default(
        key, name, str(value), unit, source, note=note, verb="system.settings", least=least, most=most
    )


LINKS = [
    _rule(
        LINK_HOURS, "代表专用视频的链接几小时后失效", 12, 1, 72, unit="hours", note="失效后刷新页面即得新链接"
    ),
]
PARTS = {"视频": LINKS}
