"""How a large file travels in pieces that survive a cut line, where an app over this one brings such a way."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Road:
    """`script` exports `Transfer`, `library` is what it loads (both static files); `tickets` names the address it asks,
    with the key of the purpose."""

    script: str
    library: str
    tickets: str


_roads: list[Road] = []


def register_road(road: Road) -> None:
    """Called in `AppConfig.ready`; the last one counts."""
    _roads.append(road)


def road() -> Road | None:
    return _roads[-1] if _roads else None
