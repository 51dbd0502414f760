"""How large, how long and how many: rules in data."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default

PICTURE_MB, PAPER_MB = "attachments.picture_mb", "attachments.paper_mb"
SOUND_MB, TEXT_MB = "attachments.sound_mb", "attachments.text_mb"
MEGAPIXELS, PDF_PAGES, UNPACKED_MB = (
    "attachments.megapixels",
    "attachments.pdf_pages",
    "attachments.unpacked_mb",
)
UNCLAIMED_HOURS, DAILY_MB = "attachments.unclaimed_hours", "attachments.daily_mb"
SAFETY = "GB/T 22239-2019 第 8.1.4.5 条（恶意代码防范）；数值为系统默认值"


def _rule(key: str, name: str, value: int, most: int, source: str = OUR_DEFAULT, note: str = "") -> Default:
    return Default(
        key, name, str(value), "count", source, note=note, verb="system.settings", least=1, most=most
    )


RULES = [
    _rule(PICTURE_MB, "一张图片最大几 MB", 20, 200),
    _rule(PAPER_MB, "一份文件最大几 MB", 20, 200, note="PDF、OFD、Word、Excel、PowerPoint"),
    _rule(SOUND_MB, "一段录音最大几 MB", 50, 200, note="手机录音约每分钟 1 MB"),
    _rule(TEXT_MB, "一个文本文件最大几 MB", 2, 20),
    _rule(MEGAPIXELS, "一张图片最多几百万点", 60, 200, SAFETY),
    _rule(PDF_PAGES, "一份 PDF 最多几页", 500, 5000, SAFETY),
    _rule(UNPACKED_MB, "压缩格式的文件解开后最大几 MB", 300, 2000, SAFETY, "Word、Excel、PowerPoint、OFD"),
    _rule(DAILY_MB, "一个人一天最多上传几 MB", 500, 20000, SAFETY),
    _rule(UNCLAIMED_HOURS, "传了没用上的附件保留几小时", 72, 720),
]
PARTS = {"附件": RULES}
