"""Grants as a list, and one of them with its history."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from ..door import requires
from ..forms import GrantFilter
from ..may import may
from ..models import Grant, State

PAGE = 50
KEEPERS = ("accounts.approve_grant", "accounts.propose_grant", "accounts.end_grant")  # may read all of them


@requires(*KEEPERS)
def grant_list(request):
    form = GrantFilter(request.GET)
    found = form.apply(Grant.objects.select_related("person", "proposed_by", "decided_by").waiting_first())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "query": query.urlencode(),
        "waiting": Grant.objects.filter(state=State.PROPOSED).count(),
        "may_propose": may(request.user, "accounts.propose_grant"),
        "may_break_glass": may(request.user, "accounts.break_glass"),
    }
    return render(request, "rights/grants.html", context)


@login_required
def grant(request, pk: int):
    """Also for the person it concerns."""
    found = get_object_or_404(
        Grant.objects.select_related("person", "proposed_by", "decided_by", "ended_by"), pk=pk
    )
    keeper = any(may(request.user, verb) for verb in KEEPERS)
    if not keeper and found.person_id != request.user.pk:
        raise PermissionDenied("这一项授权和您无关。")
    return render(
        request, "rights/grant.html", {"grant": found, "keeper": keeper, **possible(request.user, found)}
    )


def possible(user, found: Grant) -> dict[str, bool]:
    """Which buttons make sense to this person now."""
    second = user.pk not in {found.proposed_by_id, found.person_id}
    return {
        "may_decide": found.state == State.PROPOSED and second and may(user, "accounts.approve_grant"),
        "may_end": found.state in {State.PROPOSED, State.IN_FORCE} and may(user, "accounts.end_grant"),
    }
