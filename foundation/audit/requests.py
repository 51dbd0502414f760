"""Which requests leave what: apps name the views that are special, and signs of a refusal only they know."""

from collections.abc import Callable
from fnmatch import fnmatchcase

from django.http import HttpRequest, HttpResponse

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

_quiet: set[str] = set()
_own: set[str] = set()
refusals: list[Callable[[HttpRequest, HttpResponse], bool]] = []


def quiet_views(*names: str) -> None:
    """Views that take POST but change nothing anybody else sees: a preview, a sign of life of an open editor.

    They leave a record only when they are refused or fail.
    """
    _quiet.update(names)


def own_transactions(*names: str) -> None:
    """Views (`mfa_*` names many) that commit on their way: they wait for another process, or act in commit hooks.

    Their record is written when they have ended: a crash in between loses it, so there are few of them.
    """
    _own.update(names)


def refused_when(sign: Callable[[HttpRequest, HttpResponse], bool]) -> None:
    """A way of saying no that is not a status of 401, 403 or 429."""
    if sign not in refusals:
        refusals.append(sign)


def is_quiet(name: str) -> bool:
    return name in _quiet


def runs_its_own(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _own)
