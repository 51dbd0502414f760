"""How large, how long: the first versions of the rules."""

from foundation.rulebook.defaults import Default

KEPT = "《个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间"
RULES = [
    Default("imports.max_mb", "导入的表格最大几 MB", "10", "count", verb="system.settings", least=1),
    Default(
        "imports.max_unpacked_mb",
        "导入的表格展开后最大几 MB",
        "300",
        "count",
        verb="system.settings",
        least=1,
    ),
    Default("imports.max_rows", "导入的表格最多几行", "9999", "count", verb="system.settings", least=1),
    Default(
        "imports.keep_days",
        "上传而没有导入的表格保留几天",
        "7",
        "days",
        KEPT,
        note="导入完成或放弃时立即清除内容",
        verb="system.settings",
        counted=False,
    ),
]
PARTS = {"表格导入": RULES}
