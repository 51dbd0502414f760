"""What was watched, as stretches of the film: joined, so that seeing a minute twice counts once. Plain Python."""

from collections.abc import Iterable

Span = tuple[float, float]
NEAR = 0.5  # seconds between two stretches that are one to a viewer: a player jumps a little


def joined(spans: Iterable[Span], length: float) -> list[Span]:
    """The stretches in order, none touching another, all within a film of `length` seconds."""
    within = ((max(0.0, start), min(end, length)) for start, end in spans)
    found: list[Span] = []
    for start, end in sorted(span for span in within if span[0] < span[1]):
        if found and start <= found[-1][1] + NEAR:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def seconds(spans: Iterable[Span]) -> float:
    return sum(end - start for start, end in spans)
