"""Accounts are changed one at a time."""

from django.core.exceptions import PermissionDenied
from wagtail import hooks

from ..models import User


@hooks.register("before_bulk_action")
def one_account_at_a_time(request, action_type, objects, action_class_instance):
    """Wagtail's bulk actions would pass by the proof that a dangerous verb asks for."""
    if User in action_class_instance.models:
        raise PermissionDenied("账号要一个一个改，每次改动都有记录。")
