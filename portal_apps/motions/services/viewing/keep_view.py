"""Give the conditions of a list a name."""

from django.db import transaction
from django.db.models import Max

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.refusals import Refused

from ...models import SavedView

MOST = 50  # views of one person; a longer list helps nobody to find one
LONGEST = 30


@transaction.atomic
def keep_view(*, by: User, name: str, queue: str = "", query: str = "") -> SavedView:
    """The same name again is the same view with new conditions. Raises Refused."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST:
        raise Refused(f"请给视图起个名，最多 {LONGEST} 个字。")
    mine = SavedView.objects.filter(owner=by)
    if mine.count() >= MOST and not mine.filter(name=name).exists():
        raise Refused(f"已经有 {MOST} 个视图，先去掉不用的。")
    order = (mine.aggregate(last=Max("order"))["last"] or 0) + 1
    view, _ = SavedView.objects.update_or_create(
        owner=by,
        name=name,
        defaults={"queue": queue, "query": query},
        create_defaults={"queue": queue, "query": query, "order": order},
    )
    record(actor=by, verb="motions.keep_view", obj=view)
    return view
