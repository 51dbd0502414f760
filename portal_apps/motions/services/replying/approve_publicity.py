"""Whether the public reads a reply, decided by the commission."""

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Handling, Publicity, Reply
from ...public.findings import assert_no_numbers
from ...public.redacting import redact
from ..acting import Act, perform
from ..publicity import assert_publicity


@transaction.atomic
def approve_publicity(
    handling: Handling,
    *,
    by: User,
    publicity: str,
    reason: str = "",
    summary: str = "",
    redactions: str | None = None,
    seen: int | None = None,
) -> Handling:
    """Of the newest delivered reply. Not more than the deputy wants (豫建议第二十九条); `none` takes it back.
    `redactions`: passages the public does not read, one a line; None leaves them as they are. Raises PermissionDenied, Refused, also for numbers of
    persons that would become public."""

    def change(act: Act) -> None:
        reply = act.thing.replies.filter(state=Reply.State.DELIVERED).last()
        if reply is None:
            raise Refused("答复还没有送达代表，不能先公开。")
        assert_publicity(act.item, publicity, act.reason, summary or reply.public_summary)
        reply.approved_publicity, reply.publicity_by = publicity, by
        reply.publicity_note, reply.public_summary = act.reason[:300], summary or reply.public_summary
        reply.published_at = timezone.now() if publicity != Publicity.NONE else None
        reply.save()
        hidden = redact(act.item, redactions, by=by, reply=reply)
        act.detail |= {"reply": reply.pk, "publicity": publicity, "redacted": hidden}

    done = perform(
        "approve_publicity",
        handling,
        by=by,
        change=change,
        seen=seen,
        publicity=publicity,
        reason=reason,
        summary=summary,
        redactions=redactions,
    )
    assert_no_numbers(done.item)
    return done
