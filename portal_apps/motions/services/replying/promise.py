"""A promise of the reply goes into the ledger."""

from datetime import date

from django.utils.timezone import localdate

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Commitment, Handling
from ..acting import Act, perform


def promise(
    handling: Handling,
    *,
    by: User,
    promise: str,
    due_on: date,
    responsible: str,
    sentence: str = "",
    seen: int | None = None,
) -> Handling:
    """What, by when, who; `sentence` is the one of the reply it was found in. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        if due_on < localdate():
            raise Refused("承诺的日期已经过去。")
        made = Commitment.objects.create(
            handling=act.thing,
            reply=act.thing.replies.last(),
            promise=promise.strip(),
            due_on=due_on,
            responsible=responsible.strip(),
            sentence=sentence.strip(),
        )
        act.detail |= {"promise": made.pk, "due_on": due_on.isoformat()}

    return perform(
        "promise",
        handling,
        by=by,
        change=change,
        seen=seen,
        promise=promise,
        due_on=due_on,
        responsible=responsible,
    )
