"""The numbers of an account's life, as data with their source."""

from foundation.deadlines import defaults
from foundation.deadlines.rules import rule_value

INVITATION_DAYS = "accounts.invitation_days"
RESTORE_HOURS = "accounts.restore_hours"
IDLE_DAYS = "accounts.idle_days"
IDLE_WARNING_DAYS = "accounts.idle_warning_days"
SCAN_MEGABYTES = "accounts.scan_megabytes"

KEEPERS = ["security_admin"]
GUESS = "默认值，请按本机关账号管理制度修改"
DEFAULTS = [
    defaults.Rule(INVITATION_DAYS, "激活链接有效期", "7", "days", GUESS, keepers=KEEPERS),
    defaults.Rule(RESTORE_HOURS, "恢复登录的链接有效期", "24", "hours", GUESS, keepers=KEEPERS),
    defaults.Rule(
        IDLE_DAYS,
        "久未登录停用账号",
        "90",
        "days",
        "GB/T 22239-2019 第 8.1.4.2 条 c（及时停用多余的、过期的账户）",
        note="休假期间不算；三员中只剩一人在岗的不停用，只提醒",
        keepers=KEEPERS,
    ),
    defaults.Rule(IDLE_WARNING_DAYS, "停用前几天提醒本人", "7", "days", GUESS, keepers=KEEPERS),
    defaults.Rule(SCAN_MEGABYTES, "代录签字扫描件最大（MB）", "20", "count", GUESS, keepers=KEEPERS),
]


def number(key: str) -> int:
    """A rule in force today."""
    return int(rule_value(key))
