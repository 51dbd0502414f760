"""The plan: per quality copy, encode or skip; the sound once; segments and chunks."""

from ..contract import Plan, Probe, Rung, Sound
from .cuts import chunks_of, edged_cuts, even_cuts
from .ladder import SMALL, Ladder
from .top import sound_is_fit, why_not_copied

NEAR = 1.15  # two qualities whose sides differ by less are one
SHARE = 0.9  # of the source's bits: what is made anew never has more than it was made of
STRANGE_RATE = 5  # pictures a second; below it, key pictures could not be put where segments begin


def plan(probe: Probe, ladder: Ladder, *, edge: float = 0.0) -> Plan:
    """What is made of a file. Never a larger picture, never more bits than the source has.

    `edge` is how many seconds of a trimmed film lie before its first key picture: a segment of their own.
    """
    duration, chunk = probe.duration_s, chunk_seconds(probe.duration_s, ladder)
    if probe.video is None:
        cuts = even_cuts((), duration, ladder.segment_s, duration)
        return Plan(duration, sound=sound(probe, ladder), boundaries=cuts, ladder=ladder.version)
    why = why_not_copied(probe, ladder)
    rungs, skipped = _rungs(probe, ladder, copied=not why)
    if why:
        cuts = even_cuts(probe.keyframes, duration, ladder.segment_s, chunk)
    else:
        cuts = edged_cuts(probe.keyframes, duration, ladder.segment_s, edge)
    width, height = probe.video.shown
    return Plan(
        duration,
        rungs=rungs,
        sound=sound(probe, ladder),
        boundaries=cuts,
        chunks=chunks_of(cuts, probe.keyframes, duration, chunk)
        if any(one.way == "encode" for one in rungs)
        else (),
        filters=_filters(probe),
        frame_rate=_rate(probe, ladder, copied=not why),
        width=width,
        height=height,
        skipped=(*skipped, *([f"原画不能直接用：{why}"] if why else [])),
        ladder=ladder.version,
    )


def chunk_seconds(duration: float, ladder: Ladder) -> float:
    """A short video is cut finer, so that it too keeps several workers busy."""
    return max(ladder.segment_s, min(ladder.chunk_s, duration / ladder.parts))


def sound(probe: Probe, ladder: Ladder) -> Sound | None:
    """The track meant to be heard first."""
    if not probe.audio:
        return None
    track = next((one for one in probe.audio if one.default), probe.audio[0])
    if sound_is_fit(track, ladder):
        return Sound(track.index, "copy", track.bit_rate, track.channels)
    return Sound(track.index, "encode", ladder.audio_kbps * 1000, min(track.channels, 2) or 2)


def _rungs(probe: Probe, ladder: Ladder, *, copied: bool) -> tuple[tuple[Rung, ...], tuple[str, ...]]:
    """Qualities, the best first, and the reasons for those that are not made."""
    assert probe.video is not None
    side, source = min(probe.video.shown), probe.video.bit_rate or probe.bit_rate
    largest = max(lines for lines, _ in ladder.caps)
    rungs: list[Rung] = []
    if copied:
        rungs.append(Rung(str(side), *probe.video.shown, way="copy", max_rate=source))
    elif side < largest and all(not 1 <= side / lines < NEAR for lines, _ in ladder.caps):
        rungs.append(_encoded(probe, side, ladder, source))
    skipped = []
    for lines, _ in ladder.caps:
        if lines > side:
            skipped.append(f"{lines}p：原画只有 {side} 线，不放大")
        elif rungs and int(rungs[0].name) / lines < NEAR:
            skipped.append(f"{lines}p：和 {rungs[0].name}p 差不多")
        else:
            rungs.append(_encoded(probe, lines, ladder, source))
    return tuple(rungs), tuple(skipped)


def _encoded(probe: Probe, lines: int, ladder: Ladder, source: int) -> Rung:
    assert probe.video is not None
    shown = probe.video.shown
    width, height = (min(_even(side * lines / min(shown)), max(2, side // 2 * 2)) for side in shown)
    cap = next((kbps for step, kbps in reversed(ladder.caps) if step >= lines), ladder.caps[0][1]) * 1000
    most = min(cap, int(source * SHARE)) if source else cap
    crf = ladder.crf_small if lines <= SMALL else ladder.crf
    return Rung(str(lines), width, height, way="encode", crf=crf, max_rate=most)


def _even(length: float) -> int:
    """x264 takes even sides only."""
    return max(2, round(length / 2) * 2)


def _filters(probe: Probe) -> tuple[str, ...]:
    assert probe.video is not None
    wanted = (("deinterlace", probe.video.interlaced), ("tonemap", probe.video.hdr))
    return tuple(name for name, holds in wanted if holds)


def _rate(probe: Probe, ladder: Ladder, *, copied: bool) -> float:
    """0: pictures keep their times. Else so many a second, because there are too many, too few or uneven ones."""
    assert probe.video is not None
    rate = float(probe.video.rate)
    if rate > ladder.max_rate:
        return float(ladder.max_rate)
    if copied:  # segments begin at key pictures of the file: there is always one
        return 0.0
    if rate < STRANGE_RATE:
        return 25.0
    return float(round(rate)) if probe.video.variable_rate else 0.0
