"""Whether the public reads a reply, decided by the commission."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Handling, Publicity, Reply
from ..acting import Act, perform
from ..publicity import assert_publicity


def approve_publicity(
    handling: Handling,
    *,
    by: User,
    publicity: str,
    reason: str = "",
    summary: str = "",
    seen: int | None = None,
) -> Handling:
    """Of the newest delivered reply. Not more than the deputy wants (豫建议第二十九条). Raises PermissionDenied,
    Refused."""

    def change(act: Act) -> None:
        reply = act.thing.replies.filter(state=Reply.State.DELIVERED).last()
        if reply is None:
            raise Refused("答复还没有送达代表，不能先公开。")
        assert_publicity(act.item, publicity, act.reason, summary or reply.public_summary)
        reply.approved_publicity, reply.publicity_by = publicity, by
        reply.publicity_note, reply.public_summary = act.reason[:300], summary or reply.public_summary
        reply.published_at = timezone.now() if publicity != Publicity.NONE else None
        reply.save()
        act.detail |= {"reply": reply.pk, "publicity": publicity}

    return perform(
        "approve_publicity", handling, by=by, change=change, seen=seen, publicity=publicity, reason=reason
    )
