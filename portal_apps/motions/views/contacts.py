"""How a unit reaches the deputies it must speak with: one number at a time, each look with a trace."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from foundation.rights.door import requires

from ..models import Handling, Sponsor
from ..reach import readable
from ..services.replying.see_contact import may_see_contact, see_contact


@requires("deputies.contact")
def contacts(request, pk: int, on: int):
    """The sponsors; a POST opens one."""
    item = get_object_or_404(readable(request.user), pk=pk)
    handling = get_object_or_404(Handling.objects.select_related("unit", "item"), pk=on, item=item)
    if not may_see_contact(request.user, handling):
        raise PermissionDenied("只有正在承办这一件的单位能看提出代表的联系方式。")
    sponsors = Sponsor.objects.confirmed().filter(item__in=item.answered_together)
    sponsors = sponsors.select_related("mandate__person", "mandate__delegation", "item")
    opened, numbers = None, {}
    if request.method == "POST":
        opened = get_object_or_404(sponsors, pk=request.POST.get("sponsor") or 0)
        numbers = see_contact(handling, opened, by=request.user)
    shown = {"item": item, "handling": handling, "sponsors": sponsors, "opened": opened, "numbers": numbers}
    answer = render(request, "motions/contacts.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer
