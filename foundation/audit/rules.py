"""How long records stay in the database and how often heads go outside. The security administrator keeps the rules."""

from foundation.rulebook.defaults import Default

ANCHOR_RECORDS, ANCHOR_SECONDS = "audit.anchor_records", "audit.anchor_seconds"
ARCHIVE_MONTHS, LOCK_DAYS = "audit.archive_months", "audit.lock_days"
LOGS = "《网络安全法》（2025 年修正，2026-01-01 施行）第二十三条第三项：网络日志留存不少于六个月"
PROTECTED = "GB/T 22239-2019 第 8.1.4.3 条：审计记录应受保护，避免未预期的删除、修改或覆盖"

DEFAULTS = [
    Default(
        ARCHIVE_MONTHS,
        "审计记录多久以后封存成文件",
        "36",
        "months",
        f"{LOGS}；36 个月为系统默认值",
        note="封存后移出数据库，仍可检验和查找；文件由系统永不删除",
        verb="audit.rules",
        counted=False,
        least=6,
        most=240,
    ),
    Default(
        LOCK_DAYS,
        "存到外面的链头和封存文件锁定多少天",
        "1096",
        "days",
        f"{LOGS}；三年为系统默认值",
        note="只管以后存进存储桶的；锁定期内谁也删不掉、换不掉",
        verb="audit.rules",
        counted=False,
        least=184,
        most=36_500,
    ),
    Default(
        ANCHOR_RECORDS,
        "新增多少条就把链头存到外面",
        "500",
        "count",
        PROTECTED,
        verb="audit.rules",
        least=1,
        most=5000,
    ),
    Default(
        ANCHOR_SECONDS,
        "有新记录时最迟多久把链头存到外面",
        "60",
        "seconds",
        PROTECTED,
        verb="audit.rules",
        least=10,
        most=3600,
    ),
]
