"""代录: for whom one may enter something, and the signed sheets behind what was entered."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from foundation.accounts.models import Standing, User
from foundation.accounts.roles import BY_KEY
from foundation.audit.services import record
from foundation.rights.door import requires
from foundation.rights.may import may, visible

from ..models import ProxyEntry
from ..proxy import PROXY_PAGES

PAGE = 50
NAMES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@requires("deputies.enter_for")
def proxy_list(request):
    """Deputies within one's reach, and the pages where something can be entered for them."""
    deputies = User.objects.filter(groups__name=BY_KEY["deputy"].group).exclude(standing=Standing.LEFT)
    found = visible(request.user, "deputies.enter_for", deputies.exclude(pk=request.user.pk))
    if text := request.GET.get("q", "").strip():
        found = found.filter(Q(display_name__icontains=text) | Q(username__icontains=text))
    page = Paginator(found.order_by("display_name", "username"), PAGE).get_page(request.GET.get("page"))
    rows = [(one, [(kind.name, kind.url(one)) for kind in PROXY_PAGES.values()]) for one in page]
    mine = ProxyEntry.objects.filter(by=request.user).select_related("person")[:20]
    return render(request, "life/proxies.html", {"page": page, "rows": rows, "q": text, "mine": mine})


@login_required
@require_safe
def scan(request, pk: int):
    """The signed sheet: for the deputy, for whoever entered it, and for those who enter for this deputy."""
    entry = get_object_or_404(ProxyEntry.objects.select_related("person"), pk=pk)
    near = request.user.pk in (entry.person_id, entry.by_id)
    subject = entry.subject
    if not near and (subject is None or not may(request.user, "deputies.enter_for", subject)):
        raise PermissionDenied("签字扫描件只有代表本人和代录的工作人员能看。")
    if not entry.scan:
        raise Http404
    record(actor=request.user, verb="proxy.scan_read", object_key=f"proxy:{entry.pk}")
    answer = FileResponse(entry.scan.open("rb"), content_type=entry.scan_type)
    answer["Content-Disposition"] = f'attachment; filename="scan-{entry.pk}.{NAMES[entry.scan_type]}"'
    return answer
