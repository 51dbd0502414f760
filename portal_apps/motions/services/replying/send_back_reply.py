"""The head wants it written otherwise."""

from foundation.accounts.models import User

from ...models import Handling, Reply
from ...states import HandlingState
from ..acting import Act, perform


def send_back_reply(handling: Handling, *, by: User, reason: str, seen: int | None = None) -> Handling:
    """This version stays as it was. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        act.to = HandlingState.REDO if act.thing.round == 2 else HandlingState.HANDLING
        act.thing.replies.filter(state=Reply.State.DRAFT).update(state=Reply.State.REPLACED)

    return perform("send_back_reply", handling, by=by, change=change, seen=seen, reason=reason)
