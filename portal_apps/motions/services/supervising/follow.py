"""Be told of every step. No act on the item: nothing in its history."""

from django.core.exceptions import PermissionDenied

from foundation.accounts.models import User

from ...models import Follow, Item
from ...reach import readable


def follow(item: Item, *, by: User) -> None:
    """Whatever the person may read. Raises PermissionDenied."""
    if not readable(by).filter(pk=item.pk).exists():
        raise PermissionDenied("您看不到这一件，不能关注。")
    Follow.objects.get_or_create(item=item, person=by)


def unfollow(item: Item, *, by: User) -> None:
    Follow.objects.filter(item=item, person=by).delete()
