"""The supervising committee reports."""

from django.utils import timezone

from foundation.accounts.models import User
from foundation.rights.refusals import Refused

from ...models import Item, KeySupervision
from ..acting import Act, perform


def report_key(item: Item, *, by: User, report: str, seen: int | None = None) -> Item:
    """To the 主任会议. Raises PermissionDenied, Refused."""

    def change(act: Act) -> None:
        key = KeySupervision.objects.select_for_update().filter(item=act.item, chosen=True).first()
        if key is None:
            raise Refused("这一件没有确定为重点督办。")
        key.report, key.reported_by, key.reported_at = report.strip(), by, timezone.now()
        key.save()

    return perform("report_key", item, by=by, change=change, seen=seen, report=report)
