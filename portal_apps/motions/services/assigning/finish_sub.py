"""A desk of a unit did its part."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Handling, SubHandling
from ..acting import Act, perform


def finish_sub(
    handling: Handling, *, by: User, sub: SubHandling, result: str, seen: int | None = None
) -> Handling:
    """Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        one = act.thing.subs.select_for_update().get(pk=sub.pk)
        if one.done_at is not None:
            raise Refused("这一项已经办完。")
        one.done_at, one.result = timezone.now(), result.strip()
        one.save()
        act.detail["desk"] = one.desk_id

    return perform("finish_sub", handling, by=by, change=change, seen=seen, sub=sub, result=result)
