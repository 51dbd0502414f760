"""Limits of what goes out; the system administrator keeps them in the rules of the house."""

from enum import StrEnum

from foundation.rulebook.defaults import OUR_DEFAULT, Default


class Key(StrEnum):
    STOPPED = "messages.stopped"
    QUIET_FROM = "messages.quiet_from"
    QUIET_UNTIL = "messages.quiet_until"
    DIGEST_AT = "messages.digest_at"
    PERSON_PER_DAY = "messages.person_per_day"
    ACCOUNT_PER_DAY = "messages.account_per_day"
    ATTEMPTS = "messages.attempts"
    ASK_AFTER = "messages.ask_after"
    ASK_EVERY = "messages.ask_every"
    ASK_TIMES = "messages.ask_times"
    RECEIPT_HOURS = "messages.receipt_hours"
    BODY_DAYS = "messages.body_days"


def _rule(
    key: Key,
    name: str,
    value: str,
    unit: str,
    bounds: tuple[int | None, int | None] = (None, None),
    source: str = OUR_DEFAULT,
) -> Default:
    least, most = bounds
    return Default(
        key, name, value, unit, source, verb="notices.rules", counted=False, least=least, most=most
    )


LATE = "请求最长等 15 秒，再留 60 秒给迟到的请求"
TWICE = "两次都查无，才算没有发出；迟到的请求可能晚一步入账"
SHORTEST = "个人信息保护法第十九条：保存期限为实现处理目的所必要的最短时间"
DEFAULTS = [
    _rule(Key.STOPPED, "一键停发：停止全部外发", "false", "flag"),
    _rule(Key.QUIET_FROM, "夜间不打扰从几点", "22:00", "time"),
    _rule(Key.QUIET_UNTIL, "夜间不打扰到几点", "07:00", "time"),
    _rule(Key.DIGEST_AT, "每天几点发汇总", "17:30", "time"),
    _rule(
        Key.PERSON_PER_DAY,
        "一个人一天每种通道最多几条",
        "10",
        "count",
        (1, 1000),
        "短信平台默认每个号码每天 10 条；超过会被限流",
    ),
    _rule(Key.ACCOUNT_PER_DAY, "全单位一天每种通道最多几条", "5000", "count", (1, 1_000_000)),
    _rule(Key.ATTEMPTS, "没有发出时最多试几次", "8", "count", (1, 50)),
    _rule(Key.ASK_AFTER, "结果不明时，隔多久第一次向网关核对", "75", "seconds", (0, 86_400), LATE),
    _rule(Key.ASK_EVERY, "两次核对至少隔多久", "120", "seconds", (0, 86_400), TWICE),
    _rule(Key.ASK_TIMES, "核对几次还不明就转人工", "10", "count", (2, 200)),
    _rule(
        Key.RECEIPT_HOURS,
        "多久没有送达回执就转人工",
        "24",
        "hours",
        (1, 720),
        "运营商一般当天给出回执",
    ),
    _rule(Key.BODY_DAYS, "消息正文保存多久", "365", "days", (30, 36_500), SHORTEST),
]
