"""How large and how long a film may be: rules in data."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default

SIZE_GB, HOURS, FRAMES, RATE = "media.size_gb", "media.hours", "media.frames", "media.rate"
MEGAPIXELS, TRACKS, CAPTION_KB = "media.megapixels", "media.tracks", "media.caption_kb"
SAFETY = "GB/T 22239-2019 第 8.1.4.5 条（恶意代码防范）；数值为系统默认值"


def _rule(key: str, name: str, value: int, most: int, source: str = OUR_DEFAULT, note: str = "") -> Default:
    return Default(
        key, name, str(value), "count", source, note=note, verb="system.settings", least=1, most=most
    )


RULES = [
    _rule(SIZE_GB, "一个视频文件最大几 GB", 20, 200),
    _rule(HOURS, "一个视频最长几小时", 8, 24, note="开一天的会约 8 小时"),
    _rule(FRAMES, "一个视频最多几万帧", 200, 1000, SAFETY, "时长乘以每秒帧数；8 小时、每秒 60 帧约 173 万帧"),
    _rule(RATE, "每秒最多几帧", 300, 1000, SAFETY, "手机慢动作常为 120 或 240 帧"),
    _rule(MEGAPIXELS, "画面最多几百万点", 34, 34, SAFETY, "4K 约 8 百万点，8K 约 33 百万点"),
    _rule(TRACKS, "最多几条轨道", 32, 100, SAFETY, "画面、声音、字幕各算一条；手机另有几条记录姿态的"),
    _rule(CAPTION_KB, "一份字幕最大几 KB", 1024, 10_240, note="说话一小时约 60 KB"),
]
PARTS = {"视频": RULES}
