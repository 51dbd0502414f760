"""Whether the public reads the item itself."""

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User

from ...models import Item, Publicity
from ...public.findings import assert_no_numbers
from ...public.redacting import redact
from ..acting import Act, perform
from ..publicity import assert_publicity


@transaction.atomic
def publish(
    item: Item,
    *,
    by: User,
    publicity: str,
    reason: str = "",
    summary: str = "",
    redactions: str | None = None,
    seen: int | None = None,
) -> Item:
    """Not more than the deputy wants (豫建议第二十九条); `none` takes it back. `redactions`: passages the public does not
    read, one a line; None leaves them as they are. Raises PermissionDenied, Refused, also for numbers of persons that would become public."""

    def change(act: Act) -> None:
        assert_publicity(act.item, publicity, act.reason, summary)
        act.item.publicity, act.item.publicity_by = publicity, by
        act.item.publicity_reason, act.item.summary = act.reason[:300], summary.strip()
        act.item.published_at = timezone.now() if publicity != Publicity.NONE else None
        act.detail |= {"publicity": publicity, "redacted": redact(act.item, redactions, by=by)}

    done = perform(
        "publish",
        item,
        by=by,
        change=change,
        seen=seen,
        publicity=publicity,
        reason=reason,
        summary=summary,
        redactions=redactions,
    )
    assert_no_numbers(done)
    return done
