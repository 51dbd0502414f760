"""Until when a session takes items, as its Presidium decided."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.may import demand, may, places_of
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Session
from portal_apps.deputies.reach import ids

from ...models import SessionCutoff


def sessions_of(user: User) -> QuerySet[Session]:
    """Those whose secretariat the person is now, the newest first."""
    if not may(user, "motions.register"):
        return Session.objects.none()
    held = frozenset(place for role in user.roles for place in places_of(user, role.key))
    mine = Q(pk__in=ids(held, "session")) | Q(term__in=ids(held, "term"))
    return Session.objects.filter(mine).select_related("term__area").order_by("-number")


@transaction.atomic
def set_cutoff(
    session: Session,
    *,
    by: User,
    motions_until: datetime,
    decision: str,
    suggestions_until: datetime | None = None,
) -> SessionCutoff:
    """The secretariat's of that session. Raises PermissionDenied, Refused."""
    demand(by, "motions.register")
    if not sessions_of(by).filter(pk=session.pk).exists():
        raise PermissionDenied("您不是这次会议的大会秘书处。")
    if not decision.strip():
        raise Refused("请填主席团的决定。")
    made, _ = SessionCutoff.objects.update_or_create(
        session=session,
        defaults={
            "motions_until": motions_until,
            "suggestions_until": suggestions_until,
            "decision": decision.strip(),
            "by": by,
        },
    )
    record(actor=by, verb="motions.cutoff", obj=made, motions_until=motions_until.isoformat())
    return made
