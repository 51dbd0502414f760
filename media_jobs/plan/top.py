"""May the pictures of a file go to players as they are?"""

from itertools import pairwise

from ..contract import AudioStream, Probe
from .ladder import Ladder

PROFILES = {"Constrained Baseline", "Baseline", "Main", "High"}
LEVEL = 42
PIXELS = {"yuv420p", "yuvj420p"}


def why_not_copied(probe: Probe, ladder: Ladder) -> str:
    """Empty if the pictures can be copied, else the first reason in Chinese."""
    video = probe.video
    if video is None:
        return "没有画面"
    rate = video.bit_rate or probe.bit_rate
    reasons = (
        (video.codec != "h264", f"编码是 {video.codec}，不是 H.264"),
        (video.pixel_format not in PIXELS, f"画面格式 {video.pixel_format} 不是 8 位 4:2:0"),
        (video.profile not in PROFILES, f"H.264 的类别 {video.profile} 不是各种设备都能放的"),
        (not 0 < video.level <= LEVEL, f"H.264 的级别 {video.level / 10} 超过 {LEVEL / 10}"),
        (video.rotation != 0, f"画面要转 {video.rotation} 度"),
        (video.sar not in ("1:1", "0:1", ""), "像素不是方的"),
        (video.interlaced, "隔行扫描"),
        (video.hdr, "高动态范围"),
        (video.width % 2 or video.height % 2, "画面的宽或高是奇数"),
        (bool(probe.damage), "文件有损坏"),
        (rate > ladder.copy_kbps * 1000, f"码率 {rate // 1000} kb/s 超过 {ladder.copy_kbps} kb/s"),
        (
            longest_gap(probe) > ladder.gap_s,
            f"关键帧相隔最长 {longest_gap(probe):.1f} 秒，超过 {ladder.gap_s} 秒",
        ),
    )
    return next((why for holds, why in reasons if holds), "")


def longest_gap(probe: Probe) -> float:
    """Seconds between two key pictures, or between the last one and the end."""
    moments = (*probe.keyframes, probe.duration_s) if probe.keyframes else (0.0, float("inf"))
    return max(after - before for before, after in pairwise(moments))


def sound_is_fit(audio: AudioStream, ladder: Ladder) -> bool:
    """Whether the track can be copied: AAC-LC, at most stereo, not more bits than three times ours."""
    plain = audio.codec == "aac" and audio.profile in ("LC", "")
    return (
        plain
        and audio.channels in (1, 2)
        and audio.sample_rate in (32000, 44100, 48000)
        and (audio.bit_rate <= ladder.audio_kbps * 3000)
    )
