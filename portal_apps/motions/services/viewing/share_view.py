"""Let the colleagues of the own office use a view: the conditions only, each sees what is theirs to see."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.may import demand, places_of
from foundation.rights.table import BY_VERB

from ...models import SavedView

SHARE = "suggestions.share_view"


def offices_of(user: User) -> list[str]:
    """The offices a person belongs to: a role, and the place it was granted for."""
    found = []
    for role in user.roles:
        if role.key in BY_VERB[SHARE].holders:
            places = sorted(places_of(user, role.key))
            found += [f"{role.key}@{place}" for place in places] or [role.key]
    return found


@transaction.atomic
def share_view(view: SavedView, *, by: User, shared: bool) -> SavedView:
    """With the first of the own offices, or with nobody any more. Raises PermissionDenied."""
    demand(by, SHARE)
    if view.owner_id != by.pk:
        raise PermissionDenied("这个视图不是您存的。")
    view.office = offices_of(by)[0] if shared else ""
    view.save(update_fields=["office"])
    record(actor=by, verb="motions.share_view", obj=view, office=view.office)
    return view
