"""The numbers of an account's life, as data with their source."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default

INVITATION_DAYS = "accounts.invitation_days"
RESTORE_HOURS = "accounts.restore_hours"
IDLE_DAYS = "accounts.idle_days"
IDLE_WARNING_DAYS = "accounts.idle_warning_days"
SCAN_MEGABYTES = "accounts.scan_megabytes"
PROTECTION = "GB/T 22239-2019 第 8.1.4.2 条 c（及时停用多余的、过期的账户）"


def _rule(
    key: str, name: str, value: int, unit: str, most: int, source: str = OUR_DEFAULT, note: str = ""
) -> Default:
    return Default(
        key,
        name,
        str(value),
        unit,
        source,
        note=note,
        verb="accounts.policy",
        counted=False,
        least=1,
        most=most,
    )


RULES = [
    _rule(INVITATION_DAYS, "激活链接有效期", 7, "days", 30),
    _rule(RESTORE_HOURS, "恢复登录的链接有效期", 24, "hours", 72),
    _rule(
        IDLE_DAYS,
        "久未登录停用账号",
        90,
        "days",
        180,
        PROTECTION,
        "休假期间不算；三员中只剩一人在岗的不停用，只提醒",
    ),
    _rule(IDLE_WARNING_DAYS, "停用前几天提醒本人", 7, "days", 30),
    _rule(SCAN_MEGABYTES, "代录签字扫描件最大几 MB", 20, "count", 100),
]
PARTS = {"账号": RULES}
