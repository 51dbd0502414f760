"""The numbers of logging in, with their sources; the security administrator keeps them in the rules of the house.

The defaults are the standard's. An office may be milder or stricter within the bounds: production refuses to start
outside them (checks.py).
"""

from enum import StrEnum

from foundation.rulebook.defaults import OUR_DEFAULT, Default
from foundation.rulebook.reading import number

STANDARD = "GB/T 22239-2019 第 8.1.4.1 条"


class Key(StrEnum):
    PASSWORD_LENGTH = "login.password_length"
    PASSWORD_CLASSES = "login.password_classes"
    PASSWORD_UNGUESSABLE = "login.password_unguessable"
    PASSWORD_HISTORY = "login.password_history"
    PASSWORD_DAYS = "login.password_days"
    LOCK_FAILURES = "login.lock_failures"
    LOCK_MINUTES = "login.lock_minutes"
    ADDRESS_TRIES = "login.address_tries"
    CODE_TRIES = "login.code_tries"
    IDLE_MINUTES = "login.idle_minutes"
    IDLE_MINUTES_ADMIN = "login.idle_minutes_admin"
    SESSION_HOURS = "login.session_hours"
    PROOF_MINUTES = "login.proof_minutes"
    TOKEN_CALLS = "login.token_calls"
    TOKEN_DAYS = "login.token_days"


def _rule(
    key: Key, name: str, value: int, unit: str, clause: str, least: int = 1, most: int | None = None
) -> Default:
    source = f"{STANDARD} {clause}" if clause else OUR_DEFAULT
    return Default(
        key, name, str(value), unit, source, verb="accounts.policy", counted=False, least=least, most=most
    )


DEFAULTS = [
    _rule(Key.PASSWORD_LENGTH, "密码至少几个字符", 12, "count", "a", 8, 128),
    _rule(Key.PASSWORD_CLASSES, "密码至少含几类字符", 3, "count", "a", 2, 4),
    _rule(Key.PASSWORD_UNGUESSABLE, "去掉常见词、键盘连键和日期后至少剩几个字符", 6, "count", "a", 1, 128),
    _rule(Key.PASSWORD_HISTORY, "新密码不能和最近几个相同", 5, "count", "a", 1, 100),
    _rule(Key.PASSWORD_DAYS, "密码用几天要换（0 为不限）", 90, "days", "a（定期更换）", 0),
    _rule(Key.LOCK_FAILURES, "连续输错几次就锁", 5, "count", "b", 1, 10),
    _rule(Key.LOCK_MINUTES, "锁几分钟", 30, "minutes", "b", 5),
    _rule(Key.ADDRESS_TRIES, "同一网络地址每分钟最多试几次密码", 20, "count", "b"),
    _rule(Key.CODE_TRIES, "陌生网络每天最多共试几次验证码", 20, "count", "b", 1, 100),
    _rule(Key.IDLE_MINUTES, "几分钟不操作就退出", 30, "minutes", "b（超时退出）", 1, 120),
    _rule(Key.IDLE_MINUTES_ADMIN, "三员几分钟不操作就退出", 15, "minutes", "b（超时退出）", 1, 60),
    _rule(Key.SESSION_HOURS, "一次登录最长几小时", 8, "hours", "b（超时退出）", 1, 24),
    _rule(Key.PROOF_MINUTES, "要紧的操作前，几分钟内验过身份不用再验", 10, "minutes", "d"),
    _rule(Key.TOKEN_CALLS, "一个服务令牌每分钟最多调用几次", 120, "count", ""),
    _rule(Key.TOKEN_DAYS, "服务令牌最长有效几天", 365, "days", ""),
]


def too_weak() -> list[str]:
    """Names of the rules whose number in force is outside its bounds."""
    return [one.name for one in DEFAULTS if not one.allows(str(number(one.key)))]
