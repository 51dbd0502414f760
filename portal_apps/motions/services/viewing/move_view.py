"""Put a view before the one above it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.models import User
from foundation.audit.services import record

from ...models import SavedView


@transaction.atomic
def move_view(view: SavedView, *, by: User) -> None:
    """The first one stays. Raises PermissionDenied."""
    if view.owner_id != by.pk:
        raise PermissionDenied("这个视图不是您存的。")
    rows = list(SavedView.objects.select_for_update().filter(owner=by))
    at = [one.pk for one in rows].index(view.pk)
    rows.insert(max(0, at - 1), rows.pop(at))
    for order, one in enumerate(rows, 1):
        one.order = order
    SavedView.objects.bulk_update(rows, ["order"])
    record(actor=by, verb="motions.move_view", obj=view)
