"""A sentence of the draft that reads like a promise is none."""

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Handling, Reply
from ..acting import Act, perform


def dismiss(handling: Handling, *, by: User, sentence: str, seen: int | None = None) -> Handling:
    """It is not proposed for the ledger again, and the head sees that it was struck. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        reply = act.thing.replies.filter(state=Reply.State.DRAFT).last()
        if reply is None:
            raise Refused("请先保存拟稿。")
        if sentence.strip() not in reply.dismissed:
            reply.dismissed.append(sentence.strip())
            reply.save(update_fields=["dismissed"])

    return perform("dismiss", handling, by=by, change=change, seen=seen, sentence=sentence)
