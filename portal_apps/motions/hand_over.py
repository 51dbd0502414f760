"""What a handler of a unit has in hand, when somebody else takes it over (foundation.life)."""

from foundation.accounts.models import User
from foundation.life.open_work import OpenWork
from foundation.rights.may import visible
from foundation.rights.refusals import Refused

from .models import Handling


def _open(person: User):
    return Handling.objects.open().filter(handler=person)


def _count(person: User) -> int:
    return _open(person).count()


def _move(old: User, new: User, by: User) -> int:
    """To somebody who handles for the same units."""
    held = _open(old)
    if visible(new, "suggestions.handle", held).count() < held.count():
        raise Refused(f"{new}不是这些承办单位的经办人，不能接办。")
    return held.update(handler=new)


OPEN_HANDLINGS = OpenWork("motions.handlings", "承办中的代表建议", _count, _move)
