"""Take a view away."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.models import User
from foundation.audit.services import record

from ...models import SavedView


@transaction.atomic
def drop_view(view: SavedView, *, by: User) -> None:
    """Raises PermissionDenied."""
    if view.owner_id != by.pk:
        raise PermissionDenied("这个视图不是您存的。")
    record(
        actor=by,
        verb="motions.drop_view",
        object_key=f"motions.savedview:{view.pk}",
        shared=bool(view.office),
    )
    view.delete()
