"""Making all videos anew after the qualities of the house have changed."""

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import demand

from ..models import Video, VideoState
from ..rules import ladder
from ..steps.prepare import enqueue_rest
from ._asked import start_over
from ._moving import is_moving

LAST = -10  # priority: after everything somebody waits for


def reencode_all(*, by) -> int:
    """How many videos get a new edition: those made by other rules than today's. They play on meanwhile.

    Raises PermissionDenied.
    """
    demand(by, "media.ladder")
    version, count = ladder().version, 0
    for key in Video.objects.filter(state=VideoState.READY).values_list("pk", flat=True):
        with transaction.atomic():
            row = Video.objects.select_for_update().filter(pk=key, state=VideoState.READY).first()
            if row is None or not row.plan or row.plan["ladder"] == version or is_moving(row):
                continue
            start_over(row)
            record(actor=by, verb="media.reencoded", obj=row, ladder=version)
            enqueue_rest(row, LAST)
            count += 1
    return count
