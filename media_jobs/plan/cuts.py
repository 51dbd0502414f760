"""Where segments begin, the same on all qualities, and which of them one job encodes."""

from collections.abc import Sequence

SHORTEST = 0.5  # seconds; a shorter rest joins the segment before it


def key_cuts(keyframes: Sequence[float], duration: float, aim: float) -> tuple[float, ...]:
    """For a file that is copied: segments begin at its own key pictures, as soon as `aim` seconds are over."""
    cuts = [0.0]
    for moment in keyframes:
        if moment >= cuts[-1] + aim - 0.001 and moment <= duration - SHORTEST:
            cuts.append(moment)
    return tuple(cuts)


def edged_cuts(keyframes: Sequence[float], duration: float, aim: float, edge: float) -> tuple[float, ...]:
    """The same for a film whose first `edge` seconds lie before its first key picture and are encoded."""
    if not edge:
        return key_cuts(keyframes, duration, aim)
    later = key_cuts([one - edge for one in keyframes if one >= edge], duration - edge, aim)
    return (0.0, *(round(one + edge, 6) for one in later))


def even_cuts(keyframes: Sequence[float], duration: float, aim: float, chunk: float) -> tuple[float, ...]:
    """For a file that is encoded: pieces of about `chunk` seconds begin at key pictures, because decoding can begin
    there, and are cut evenly into segments of about `aim` seconds.
    """
    starts = list(key_cuts(keyframes, duration, chunk))
    cuts: list[float] = []
    for start, end in zip(starts, [*starts[1:], duration], strict=True):
        number = max(1, round((end - start) / aim))
        cuts += [round(start + (end - start) * one / number, 6) if one else start for one in range(number)]
    return tuple(cuts)


def chunks_of(
    cuts: Sequence[float], keyframes: Sequence[float], duration: float, chunk: float
) -> tuple[tuple[int, int], ...]:
    """Runs of segments, each beginning at a key picture: (first, one past the last)."""
    keys, starts = set(keyframes), [0]
    for number, moment in enumerate(cuts):
        if number and moment in keys and moment >= cuts[starts[-1]] + chunk - 0.001:
            starts.append(number)
    if len(starts) > 1 and duration - cuts[starts[-1]] < chunk / 4:
        starts.pop()
    return tuple(zip(starts, [*starts[1:], len(cuts)], strict=True))
