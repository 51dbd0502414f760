"""Pictures and theme files of previews, from the origin of the CMS: the public site forbids being embedded."""

from django.http import Http404, HttpResponse

from foundation.rights.door import requires
from publishing.services import read_preview_file


@requires("content.desk", "content.media", "suggestions.publish", "motions.follow")
def preview_file(request, path: str) -> HttpResponse:
    found = read_preview_file(path)
    if found is None:
        raise Http404
    data, kind = found
    return HttpResponse(data, content_type=kind, headers={"Cache-Control": "private, max-age=3600"})
