"""Which videos are within reach of whom: `own` is who uploaded it, `public` what everybody may see."""

from django.db.models import Q

from foundation.rights.scopes import Bounds, register_bounds


def register() -> None:
    """Called when the app is ready."""
    from .models import Video

    register_bounds(Video, Bounds(own=lambda user: Q(created_by=user.pk), public=lambda: Q(access="public")))
