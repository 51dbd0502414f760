"""What must be seen wherever something was entered by proxy."""

from django import template

from foundation.audit.digests import object_key

from ..models import ProxyEntry

register = template.Library()


@register.inclusion_tag("life/entered.html")
def entered_for(thing, verb: str = "") -> dict:
    """由×××代录: the newest entry by proxy of this object, nothing when the person did it alone.

    A verb narrows it down where one object takes several kinds of entries.
    """
    found = ProxyEntry.objects.about(object_key(thing), verb).select_related("by", "person").first()
    return {"entry": found}
