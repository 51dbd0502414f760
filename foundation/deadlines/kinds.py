"""Kinds of clocks. The app that starts them says which rule they follow, who is told, and who may do what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from foundation.rights.holders import holders_of
from foundation.rights.may import may

VERBS = ("start", "pause", "resume", "ask_extension", "decide_extension", "restart", "stop", "override")


def _nobody(target: Any) -> Iterable:
    return ()


def _staff(target: Any) -> Iterable:
    return holders_of("rules.clocks")


def staff_only(person: Any, verb: str, target: Any) -> bool:
    return may(person, "rules.clocks")


def _own_address(target: Any) -> str:
    return target.get_absolute_url() if hasattr(target, "get_absolute_url") else ""


@dataclass(frozen=True)
class ClockKind:
    """`rule` is the key in the rule table. The functions take the object the clock runs on.

    `responsible`, `superior` and `administrator` give accounts, in the order in which they are warned;
    `may(person, verb, target)` decides over the verbs of `VERBS`. `extension_rule` is the longest an extension
    may reach (empty: the date asked for); where the flag `approval_rule` says no, an extension needs no approval.
    """

    key: str
    label: str
    rule: str
    responsible: Callable[[Any], Iterable] = _nobody
    superior: Callable[[Any], Iterable] = _nobody
    administrator: Callable[[Any], Iterable] = _staff
    may: Callable[[Any, str, Any], bool] = staff_only
    title: Callable[[Any], str] = str
    link: Callable[[Any], str] = _own_address
    extension_rule: str = ""
    approval_rule: str = ""


kinds: dict[str, ClockKind] = {}


def register_clock(kind: ClockKind) -> ClockKind:
    """Make a kind known. Call it in `AppConfig.ready`."""
    if kind.key in kinds and kinds[kind.key] != kind:
        raise ValueError(f"two kinds of clocks are called {kind.key}")
    kinds[kind.key] = kind
    return kind
