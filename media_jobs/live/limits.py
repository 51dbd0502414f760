"""Which broadcasts are within reach of whom: `own` is who scheduled it, `public` what everybody may see."""

from django.db.models import Q

from foundation.rights.scopes import Bounds, register_bounds


def register() -> None:
    """Called when the app is ready."""
    from .models import Broadcast

    register_bounds(
        Broadcast, Bounds(own=lambda user: Q(created_by=user.pk), public=lambda: Q(access="public"))
    )
