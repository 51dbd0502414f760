"""A step of the table of states: whose file it is, whether it may be taken, and that only one of two takes it."""

from typing import Any

from django.core.exceptions import PermissionDenied

from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..kinds import TableKind, kinds
from ..models import STEPS, Upload

CHECK, APPLY = "imports.check", "imports.apply"  # kinds of jobs


def kind_for(upload: Upload, by) -> TableKind:
    """Raises PermissionDenied: a table is personal data, nobody but who handed it in goes on with it."""
    kind = kinds[upload.kind]
    demand(by, kind.verb)
    if upload.by_id != by.pk:
        raise PermissionDenied("这份表格是别人上传的。请上传您自己的一份。")
    return kind


def step(upload: Upload, verb: str, **changes: Any) -> bool:
    """Go on, if the file still is where the step begins; what was already done by a first click is no refusal.

    Call it inside the transaction of the verb. Raises Refused.
    """
    before, after = STEPS[verb]
    for name, value in {**changes, "state": after}.items():
        setattr(upload, name, value)
    now = Upload.objects.select_for_update().values_list("state", flat=True).get(pk=upload.pk)
    if now in before:
        upload.save()
        return True
    if now == after:
        return False
    upload.refresh_from_db()
    raise Refused(f"这份表格{upload.get_state_display()}，不能再办这一步。")
