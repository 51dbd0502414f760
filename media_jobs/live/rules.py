"""How long, how far behind, how good: rules of live in data, each with its source."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default

DELAY, WINDOW, SILENT = "live.delay", "live.window", "live.silent"
KEY_HOURS, FORGOTTEN_HOURS, KEEP_DAYS = "live.key_hours", "live.forgotten_hours", "live.keep_days"
SIDES, PRESET, COPY_KBPS, COPY_GAP = "live.ladder", "live.preset", "live.copy_kbps", "live.copy_gap"
SEGMENT_MS, LINK_HOURS = "live.segment_ms", "live.link_hours"
MEASURED = "本机实测（docs/decisions/0231-live.md），可按设备和带宽修改"
CAPS = {1080: 4000, 720: 2200, 480: 1100, 360: 650}


def _rule(
    key: str, name: str, value: int, least: int, most: int, *, unit: str = "count", source: str = OUR_DEFAULT, note: str = ""
) -> Default:  # fmt: skip
    return Default(
        key, name, str(value), unit, source, note=note, verb="system.settings", least=least, most=most, counted=False
    )  # fmt: skip


RULES = [
    _rule(DELAY, "直播延迟几秒（新排的直播）", 10, 0, 300, unit="seconds", note="在这几秒里能把不该播的切掉"),
    _rule(WINDOW, "直播时能往回看几秒", 120, 20, 1800, unit="seconds", note="越长，播放列表越大"),
    _rule(SILENT, "几秒没有信号算中断", 3, 1, 30, unit="seconds", note="有备路就转备路"),
    _rule(KEY_HOURS, "推流密钥在计划结束后几小时失效", 6, 1, 72, unit="hours"),
    _rule(FORGOTTEN_HOURS, "计划结束后、没有信号几小时，自动结束直播", 2, 1, 48, unit="hours"),
    _rule(KEEP_DAYS, "直播分段在回看视频做好后保留几天", 1, 1, 90, unit="days", note="录像本身是回看视频的原始文件"),
    _rule(LINK_HOURS, "代表专用直播的链接几小时后失效", 12, 1, 72, unit="hours", note="失效后刷新页面即得新链接"),
    Default(
        SIDES, "直播做哪几档", "1080,720,480", "list", MEASURED, verb="system.settings",
        options={str(lines): f"{lines}p" for lines in CAPS}, note="不放大；来的画面合适就原样用作最高一档",
    ),
    Default(
        PRESET, "直播编码快慢", "veryfast", "choice", MEASURED, verb="system.settings",
        options={one: one for one in ("ultrafast", "superfast", "veryfast", "faster", "fast")},
        note="编码跟不上就会卡",
    ),
    _rule(SEGMENT_MS, "一段几毫秒", 1000, 500, 4000, source=MEASURED, note="短则延迟小，请求多"),
    _rule(COPY_KBPS, "来的画面原样使用的最高码率（kb/s）", 6000, 500, 50000, source=MEASURED),
    _rule(COPY_GAP, "来的画面原样使用时关键帧最多相隔几秒", 2, 1, 6, unit="seconds", source=MEASURED),
]  # fmt: skip
PARTS = {"直播": RULES}
