"""How a large file travels in pieces that survive a cut line, where an app over this one brings such a way."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Road:
    """`script` exports `Transfer`, `library` is what it loads (both static files); `tickets` names the address it asks,
    with the key of the purpose. `is_open`: whether the installation runs what answers there."""

    script: str
    library: str
    tickets: str
    is_open: Callable[[], bool]


_roads: list[Road] = []


def register_road(road: Road) -> None:
    """Called in `AppConfig.ready`; the last open one counts."""
    _roads.append(road)


def road() -> Road | None:
    return next((one for one in reversed(_roads) if one.is_open()), None)
