"""What a role can be granted for: a delegation, a station, a unit, a session. The apps that keep them say which exist."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .scopes import Scope


@dataclass(frozen=True)
class Kind:
    """`choices()` gives (key, name) of those that exist now, keys like `unit:12`; `named(key)` one's name, or ''."""

    scope: Scope
    choices: Callable[[], Iterable[tuple[str, str]]]
    named: Callable[[str], str]


_kinds: dict[Scope, Kind] = {}


def register_places(kind: Kind) -> None:
    """Called by the app that keeps such places, in `AppConfig.ready`."""
    _kinds[kind.scope] = kind


def kind_of(scope: Scope | None) -> Kind | None:
    """None: nobody keeps places of this scope, so nothing can be granted for one yet."""
    return _kinds.get(scope) if scope else None


def place_name(key: str) -> str:
    """What people read instead of the key; the key itself when nobody knows it any more."""
    named = (kind.named(key) for kind in _kinds.values()) if key else ()
    return next(filter(None, named), key)
