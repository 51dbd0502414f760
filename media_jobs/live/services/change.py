"""Changing what was arranged."""

from typing import Any

from django.db import transaction

from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ..contract import Subject
from ..models import Broadcast
from ._asked import KEEP, locked, refuse_closed
from .schedule import lay_down

FIXED_ON_AIR = ("access", "delay_s", "starts_at")


@transaction.atomic
def change(broadcast: Broadcast, *, by, **fields: Any) -> Broadcast:
    """Any of the fields of `schedule` but the points. On air, who may watch and the delay stay as they are.

    Raises PermissionDenied or Refused.
    """
    row = locked(broadcast, by=by, verb=KEEP)
    refuse_closed(row, "改")
    now = {name: getattr(row, name) for name in ("title", "starts_at", "ends_at", "access", "delay_s")}
    changed = {name: value for name, value in fields.items() if name in now and value != now[name]}
    if row.is_on_air and set(changed) & set(FIXED_ON_AIR):
        raise Refused("正在直播，谁能看、开始时间和延迟不能改。要改请先结束这场直播。")
    subject = fields.get("subject") or Subject(row.subject_label, row.subject_address)
    lay_down(row, **{**now, **changed}, subject=subject)
    row.save()
    record(actor=by, verb="live.changed", obj=row, fields=sorted(changed))
    return row
