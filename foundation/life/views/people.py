"""All accounts for whoever keeps them, and one of them with what happened to it."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now

from foundation.accounts.models import Standing, User
from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.rights.models import Grant

from ..forms import PeopleFilter
from ..holders import holders_for
from ..models import Event, Invitation, Leave, Restore
from ..open_work import open_work_of
from ..people import people
from ..services.idle import idle_since

PAGE = 50


@requires("accounts.keep")
def people_list(request):
    form = PeopleFilter(request.GET)
    asked = form.asked()
    page = Paginator(people(**asked), PAGE).get_page(request.GET.get("page"))
    away = set(Leave.objects.on().values_list("person_id", flat=True))
    for one in page:
        one.idle_days = idle_days(one)
        one.away = one.pk in away
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "query": query.urlencode(),
        "asked": asked,
        "holders": holders_for(request.user),
        "restores": Restore.objects.filter(state=Restore.State.ASKED).select_related("person"),
    }
    return render(request, "life/people.html", context)


@requires("accounts.keep")
def person(request, pk: int):
    found = get_object_or_404(User, pk=pk)
    context = {
        "person": found,
        "idle_days": idle_days(found),
        "grants": Grant.objects.filter(person=found).waiting_first()[:20],
        "leaves": Leave.objects.not_over().filter(person=found).select_related("stand_in"),
        "stands_in": Leave.objects.not_over().filter(stand_in=found).select_related("person"),
        "link": Invitation.objects.filter(person=found).first(),
        "restore": Restore.objects.filter(person=found, state=Restore.State.ASKED).first(),
        "work": open_work_of(found),
        "steps": [
            {"at": event.at, "title": str(event), "by": event.by, "text": event.note}
            for event in Event.objects.filter(person=found).select_related("by")[:100]
        ],
        "acts": possible(request.user, found),
    }
    return render(request, "life/person.html", context)


def idle_days(one) -> int:
    return (now() - idle_since(one)).days


def possible(user, found) -> dict[str, bool]:
    """Which verbs make sense for this account now."""
    active = found.is_active and found.standing == Standing.ACTIVE
    other = user.pk != found.pk
    return {
        "link": found.is_active and found.standing == Standing.INVITED,
        "leave": active,
        "hand_over": found.standing != Standing.INVITED,
        "restore": active and other and may(user, "accounts.ask_restore"),
        "reactivate": not found.is_active and found.standing != Standing.LEFT,
        "offboard": found.standing != Standing.LEFT and other,
        "grant": active and other and may(user, "accounts.propose_grant"),
    }
