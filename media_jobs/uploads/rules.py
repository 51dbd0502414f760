"""How large, how many and for how long: rules in data."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default

VIDEO_MB, VIDEO_MB_OPERATOR = "uploads.video_mb", "uploads.video_mb_operator"
VIDEO_DAILY_MB = "uploads.video_daily_mb"
OPEN_AT_ONCE, KEEP_HOURS = "uploads.open_at_once", "uploads.keep_hours"
TICKET_MINUTES, KEEP_FREE_MB = "uploads.ticket_minutes", "uploads.keep_free_mb"
DONE_DAYS = "uploads.done_days"


def _rule(key: str, name: str, value: int, most: int, unit: str = "count", note: str = "") -> Default:
    return Default(
        key,
        name,
        str(value),
        unit,
        OUR_DEFAULT,
        note=note,
        verb="system.settings",
        counted=False,
        least=1,
        most=most,
    )


RULES = [
    _rule(VIDEO_MB, "一个视频最大几 MB", 4096, 200_000, note="编辑、总编辑；手机 1080p 每分钟约 130 MB"),
    _rule(VIDEO_MB_OPERATOR, "一个视频最大几 MB（音视频管理员）", 20480, 200_000, note="全场会议录像"),
    _rule(VIDEO_DAILY_MB, "一个人一天最多上传几 MB 视频", 51200, 1_000_000),
    _rule(OPEN_AT_ONCE, "一个人同时最多有几个没传完的文件", 50, 1000),
    _rule(KEEP_HOURS, "没传完的文件保留几小时", 72, 720, "hours", "从最后一次收到数据算起；过后要从头传"),
    _rule(TICKET_MINUTES, "上传凭证几分钟有效", 15, 240, "minutes", "页面会自己换新的；登录结束就换不到了"),
    _rule(KEEP_FREE_MB, "暂存盘至少留几 MB", 1024, 1_000_000, note="再少就暂停收文件，已收的不丢"),
    _rule(DONE_DAYS, "传完的记录保留几天", 30, 3650, "days"),
]
PARTS = {"上传": RULES}
