"""Questions about accounts, for the list of whoever keeps them."""

from django.db.models import Q

from foundation.accounts.backend import as_phone
from foundation.accounts.models import Standing, User
from foundation.accounts.roles import BY_KEY

from .models import Leave
from .services.idle import idle_for


def people(*, q: str = "", state: str = "", role: str = "", idle: str = ""):
    """Accounts in the order of their names; empty conditions do not count."""
    found = idle_for(int(idle)) if idle else User.objects.all()
    if q:
        text = Q(display_name__icontains=q) | Q(username__icontains=q) | Q(staff_number=q)
        found = found.filter(text | Q(phone=as_phone(q)))
    if role in BY_KEY:
        found = found.filter(groups__name=BY_KEY[role].group)
    return _in_state(found, state).order_by("display_name", "username").prefetch_related("groups")


def _in_state(found, state: str):
    if state == "off":
        return found.filter(is_active=False, standing=Standing.ACTIVE)
    if state == "away":
        return found.filter(pk__in=Leave.objects.on().values("person"))
    if state == Standing.ACTIVE:
        return found.filter(is_active=True, standing=state)
    return found.filter(standing=state) if state else found
