"""Give out a list as a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from foundation.rights.door import requires
from foundation.rights.refusals import Refused

from ..forms.listing import ListFilter
from ..models import Errand
from ..queues import BY_KEY
from ..services.export_list import export_list
from .saved import url_of

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@requires("suggestions.export")
@require_POST
def export(request):
    """The conditions come as fields; a long list is made by a worker and fetched from its own page."""
    queue = request.POST.get("queue", "")
    queue = queue if queue in BY_KEY else ""
    query, form = ListFilter(request.user, request.POST).query(), request.POST.get("form", "")
    try:
        name, made = export_list(by=request.user, form=form, queue=queue, query=query)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(url_of(queue, query))
    if isinstance(made, Errand):
        return redirect("motions:errand", made.pk)
    answer = HttpResponse(made, content_type=TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
