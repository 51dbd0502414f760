"""Doubled clicks and old screens: is it the same act again, or another one?"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from django.core.files.base import File
from django.db.models import Model, QuerySet

from foundation.accounts.models import User
from foundation.audit.digests import keyed, object_key
from foundation.rights.refusals import Refused

from ..models import Commitment, Event, Handling, Item
from ..table import Step

if TYPE_CHECKING:
    from .signing import Signed

ADDS = ("comment",)  # what stands beside what others did meanwhile; an old screen does not matter


def digest(said: Mapping[str, Any], signed: "Signed | None") -> str:
    """The same words for the same person give the same 64 digits; nobody can guess the words from them."""
    return keyed(repr((_plain(said), signed.person.pk if signed else 0)))


def repeated(step: Step, thing: Any, by: User, seen: int | None, said: str) -> bool:
    """Whether this very act was done since the person opened the page (`seen`). Raises Refused where something else was:
    the same person's other words are another act, too."""
    if seen is None or seen == thing.version:
        return False
    later = events_of(thing).filter(version__gt=seen).select_related("by").order_by("version")
    if later.filter(verb=step.key, by=by, said=said).exists():
        return True
    if step.key in ADDS:
        return False
    event = later.first()
    who = "您" if event and event.by_id == by.pk else event and event.by
    done = f"{who}办了“{event.step.name}”" if event else "有了变动"
    raise Refused(f"您打开这一页以后，{done}，现在是“{thing.get_state_display()}”。请刷新页面看了再办。")


def events_of(thing: Item | Handling | Commitment):
    """The history of this very thing."""
    if isinstance(thing, Commitment):
        return Event.objects.filter(commitment=thing)
    if isinstance(thing, Handling):
        return Event.objects.filter(handling=thing, commitment=None)
    return Event.objects.filter(item=thing, handling=None)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return sorted((str(name), _plain(one)) for name, one in value.items() if one not in (None, ""))
    if isinstance(value, Model):
        return object_key(value)
    if isinstance(value, File):
        return value.name, value.size
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, (list, tuple, set, QuerySet)):
        return [_plain(one) for one in value]
    return value.strip() if isinstance(value, str) else value
