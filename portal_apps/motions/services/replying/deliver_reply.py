"""The reply goes to each sponsor."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile

from ...models import Delivery, Handling, Reply, Sponsor
from ..acting import Act, perform
from ..letters.job import make_later
from ..papers import keep_paper


def deliver_reply(
    handling: Handling, *, by: User, file: StoredFile | None = None, seen: int | None = None
) -> Handling:
    """To every sponsor, also of the items merged into this one (豫建议第二十一条). `file` is the stamped letter.
    Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        reply = act.thing.replies.get(state=Reply.State.SIGNED)
        reply.state, reply.delivered_at = Reply.State.DELIVERED, timezone.now()
        reply.save()
        to = Sponsor.objects.confirmed().filter(item__in=act.item.answered_together)
        Delivery.objects.bulk_create(Delivery(reply=reply, sponsor=sponsor) for sponsor in to)
        if file is not None:
            act.document = keep_paper(file, act)
        make_later(reply)
        act.detail |= {"reply": reply.pk, "round": reply.round, "class": reply.result_class}

    return perform("deliver_reply", handling, by=by, change=change, seen=seen)
