"""Whether the congress sits, and until when it takes items."""

from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate

from portal_apps.deputies.models import Session, Term

from .models import Item
from .states import Kind


def sitting(term: Term) -> Session | None:
    """The session that sits today; one without a first day has not been called yet."""
    today = localdate()
    called = Session.objects.filter(term=term, since__lte=today)
    return called.filter(Q(until=None) | Q(until__gte=today)).order_by("-number").first()


def last_session(term: Term) -> Session | None:
    """What an item of the recess is counted with."""
    return Session.objects.filter(term=term, since__lte=localdate()).order_by("-number").first()


def filing_session(item: Item) -> Session | None:
    """The session that takes this item now; none in recess, and after the cut-off of its Presidium."""
    session = sitting(item.term)
    cutoff = getattr(session, "cutoff", None)
    if session is None or cutoff is None:
        return session
    until = cutoff.motions_until if item.kind == Kind.MOTION else cutoff.suggestions_until
    return session if until is None or timezone.now() <= until else None
