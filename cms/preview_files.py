"""Pictures and theme files of previews, from the origin of the CMS: the public site forbids being embedded."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse

from publishing.services import read_preview_file


@login_required
def preview_file(request, path: str) -> HttpResponse:
    found = read_preview_file(path)
    if found is None:
        raise Http404
    data, kind = found
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": "private, max-age=3600"})
