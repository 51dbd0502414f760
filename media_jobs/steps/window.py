"""A part of a file as if it were the whole: what trimming keeps."""

from dataclasses import replace

from ..contract import MediaError, Probe

SAME = 0.005  # seconds


def window(probe: Probe, trim: list[float] | None) -> tuple[Probe, float]:
    """(the probe of what is kept, with times from the start of the part; seconds before its first key picture).

    Raises MediaError for an empty part.
    """
    if not trim:
        return probe, 0.0
    start, end = trim[0], min(trim[1], probe.duration_s)
    if end - start < 1:
        raise MediaError("要保留的一段不到 1 秒", "请重新选开始和结束的时间")
    keys = [max(0.0, round(one - start, 6)) for one in probe.keyframes if start - SAME <= one < end - SAME]
    edge = keys[0] if keys and keys[0] > SAME else 0.0
    if edge:
        keys.insert(0, 0.0)
    return replace(probe, duration_s=end - start, keyframes=tuple(keys)), edge
