"""What verbs begin with, on videos and on broadcasts."""

from typing import Any

from foundation.rights.may import demand
from foundation.rights.refusals import Refused


def locked(row: Any, *, by, verb: str, gone: str) -> Any:
    """The row as it is now, nobody else's until the transaction ends. Raises PermissionDenied, or Refused(gone)."""
    demand(by, verb, row)
    found = type(row).objects.select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise Refused(gone)
    return found


def said(reason: str) -> str:
    """The reason somebody gave. Raises Refused for none."""
    if not reason.strip():
        raise Refused("请写明理由。")
    return reason.strip()
