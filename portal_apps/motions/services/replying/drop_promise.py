"""Take a promise out of a draft."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Commitment, Handling, Reply
from ..acting import Act, perform


def drop_promise(
    handling: Handling, *, by: User, commitment: Commitment, reason: str, seen: int | None = None
) -> Handling:
    """Before the head signs; what was said to a deputy stays said. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        one = act.thing.commitments.filter(pk=commitment.pk, reply__state=Reply.State.DRAFT).first()
        if one is None:
            raise Refused("只能删去这份拟稿里的承诺。")
        act.detail |= {"promise": one.pk, "words": one.promise}
        one.delete()

    return perform(
        "drop_promise", handling, by=by, change=change, seen=seen, commitment=commitment, reason=reason
    )
