"""How many qualities, how good, how long: rules in data, each with its source."""

from foundation.rulebook.defaults import OUR_DEFAULT, Default
from foundation.rulebook.reading import number, rule_value

from .plan import Ladder

LINK_HOURS, KEEP_HOURS, TRIES = "media.link_hours", "media.keep_hours", "media.tries"
SIDES, PRESET, CRF, CRF_SMALL = "media.ladder", "media.preset", "media.crf", "media.crf_small"
COPY_KBPS, GAP, SEGMENT, CHUNK = "media.copy_kbps", "media.copy_gap", "media.segment", "media.chunk"
FASTEST, SOUND_KBPS = "media.max_rate", "media.sound_kbps"
LOUDNESS, TOLERANCE, PEAK = "media.loudness", "media.loudness_tolerance", "media.peak"
MEASURED = "本机实测（docs/decisions/0230-video-pipeline.md），可按设备和带宽修改"
BROADCAST = "GY/T 282—2014《数字电视节目平均响度和真峰值音频电平技术要求》"
HLS = "RFC 8216 第 6.2 节；段长 4 秒便于换档和缓存，" + OUR_DEFAULT
CAPS = {1080: 6000, 720: 3600, 480: 1900, 360: 1100}
PRESETS = ("superfast", "veryfast", "faster", "fast", "medium")


def _rule(
    key: str, name: str, value: int, least: int, most: int, *, unit: str = "count", source: str = OUR_DEFAULT,
    note: str = "",
) -> Default:  # fmt: skip
    return Default(
        key, name, str(value), unit, source, note=note, verb="system.settings", least=least, most=most
    )


def cap(lines: int) -> str:
    """Key of the rule."""
    return f"media.cap_{lines}"


LINKS = [
    _rule(
        LINK_HOURS, "代表专用视频的链接几小时后失效", 12, 1, 72, unit="hours", note="失效后刷新页面即得新链接"
    ),
]
MAKING = [
    Default(
        SIDES, "视频做哪几档", ",".join(map(str, CAPS)), "list", MEASURED, verb="system.settings",
        options={str(lines): f"{lines}p" for lines in CAPS}, note="不放大：原画没有的档不做",
    ),
    *(
        _rule(cap(lines), f"{lines}p 最高码率（kb/s）", kbps, 100, 50000, source=MEASURED, note="不超过原片的码率")
        for lines, kbps in CAPS.items()
    ),
    Default(
        PRESET, "编码快慢", "veryfast", "choice", MEASURED, verb="system.settings",
        options={one: one for one in PRESETS}, note="越慢同样画质越省流量，越费处理器",
    ),
    _rule(CRF, "画质系数（CRF，越小越好）", 21, 15, 35, source=MEASURED),
    _rule(CRF_SMALL, "480p 及以下的画质系数", 20, 15, 35, source=MEASURED, note="放大了看，差别更显眼"),
    _rule(COPY_KBPS, "原画直接使用的最高码率（kb/s）", 8000, 500, 50000, source=MEASURED),
    _rule(GAP, "原画直接使用时关键帧最多相隔几秒", 6, 1, 12, unit="seconds", source=HLS),
    _rule(SEGMENT, "一段几秒", 4, 2, 10, unit="seconds", source=HLS),
    _rule(CHUNK, "一块最多几秒", 30, 8, 600, unit="seconds", note="一个任务编码一块，块与块同时做"),
    _rule(FASTEST, "每秒最多几幅", 60, 24, 120),
    _rule(SOUND_KBPS, "声音码率（kb/s）", 128, 32, 320),
    _rule(LOUDNESS, "平均响度（负的 LKFS）", 24, 10, 40, source=BROADCAST),
    _rule(TOLERANCE, "响度相差几 LU 以内不动", 2, 0, 10, source=BROADCAST),
    _rule(PEAK, "真峰值上限（负的 dBTP）", 2, 0, 12, source=BROADCAST),
    _rule(TRIES, "一块最多开始几次", 4, 2, 20, note="再失败就停下来，写明原因，等人处理"),
    _rule(KEEP_HOURS, "换下的版次保留几小时", 24, 1, 720, unit="hours", note="正在看的人看得完"),
]  # fmt: skip
PARTS = {"视频": [*LINKS, *MAKING]}
MEASURED_ANEW = [one for one in MAKING if one.key in {CRF, *map(cap, CAPS)}]


def ladder() -> Ladder:
    """The rules in force, as the planner takes them."""
    sides = sorted((int(one) for one in rule_value(SIDES)), reverse=True) or [360]
    return Ladder(
        caps=tuple((lines, number(cap(lines))) for lines in sides),
        copy_kbps=number(COPY_KBPS), crf=number(CRF), crf_small=number(CRF_SMALL),
        preset=str(rule_value(PRESET)), gap_s=number(GAP), segment_s=number(SEGMENT), chunk_s=number(CHUNK),
        max_rate=number(FASTEST), audio_kbps=number(SOUND_KBPS),
        loudness=-number(LOUDNESS), tolerance=number(TOLERANCE), peak=-number(PEAK),
    )  # fmt: skip
