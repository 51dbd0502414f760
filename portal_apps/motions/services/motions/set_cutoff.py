"""Until when a session takes items, as its Presidium decided."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from foundation.accounts.models import User
from foundation.audit.services import record
from foundation.rights.may import demand, places_of
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Session

from ...models import SessionCutoff


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
    held = {place for role in by.roles for place in places_of(by, role.key)}
    if f"session:{session.pk}" not in held and f"term:{session.term_id}" not in held:
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
