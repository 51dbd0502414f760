"""A person's own messages. Whose they are is decided by who is logged in, never by an address."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.audit.services import record
from foundation.notices.models import Notice
from foundation.notices.services import mark_all_read, mark_read, mark_unread

from ..filters import InboxFilter
from ..sign import number

PAGE = 30
MARKS = {"read": mark_read, "unread": mark_unread}


@login_required
@require_safe
def inbox(request):
    found = InboxFilter(request.GET)
    mine = Notice.objects.of(request.user)
    page = Paginator(mine.matching(**found.conditions()), PAGE).get_page(request.GET.get("page"))
    unread = dict(mine.unread().order_by().values_list("kind").annotate(Count("id")))
    context = {
        "filter": found,
        "page": page,
        "kinds": [
            (key, label, unread.get(key, 0) if key else sum(unread.values()), found.query(kind=key))
            for key, label in [("", "全部"), *found.kinds]
        ],
        "newest": mine.values_list("pk", flat=True).first() or 0,
        "unread_here": sum(unread.values()),
    }
    return render(request, "inbox/inbox.html", context)


@login_required
@require_safe
def unread(request):
    """For the bell: two numbers, asked for now and then. Asking does not prolong a session."""
    mine = Notice.objects.of(request.user)
    newest = mine.values_list("pk", flat=True).first() or 0
    return JsonResponse({"unread": number(mine.unread()), "newest": newest})


@login_required
@require_safe
def open_message(request, pk: int):
    """Reading happens by opening: the message is marked and leads to the thing it concerns."""
    notice = get_object_or_404(Notice.objects.of(request.user), pk=pk)
    mark_read(request.user, pk)
    return HttpResponseRedirect(notice.url or f"{reverse('inbox:index')}#m{pk}")


@login_required
@require_POST
def mark(request):
    """The buttons 标为已读, 标为未读, 全部标为已读; back to the list as it was."""
    do, ids = request.POST.get("do"), [int(pk) for pk in request.POST.getlist("id") if pk.isdecimal()]
    kind, up_to = request.POST.get("kind", ""), request.POST.get("up_to", "")
    changed = 0
    if do == "all" and up_to.isdecimal():
        changed = mark_all_read(request.user, kind, int(up_to))
    elif do in MARKS:
        changed = MARKS[do](request.user, *ids)
    record(actor=request.user, verb="messages.mark", object_key=f"user:{request.user.pk}", changed=changed)
    back = InboxFilter(request.POST).query()
    return redirect(f"{reverse('inbox:index')}{'?' + back if back else ''}")
