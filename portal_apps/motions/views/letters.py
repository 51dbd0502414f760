"""Letters as Word and PDF, and the opinions of assisting units."""

from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from foundation.documents.errors import DocumentError
from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.rights.refusals import Refused

from ..models import AssistOpinion, Item, Reply
from ..reach import concerned, readable
from ..services.letters.make import FORMS, content_of, draft_file, kept_letter, kept_opinion

READ = ("suggestions.read", "motions.read")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"word": (WORD, "docx"), "pdf": ("application/pdf", "pdf")}


@requires(*READ)
@require_safe
def letter(request, pk: int, reply: int, sponsor: int, form: str):
    """The letter to one sponsor of this item: for its sponsors, its units and staff; a draft for the unit alone."""
    item = _case(request, pk)
    one = get_object_or_404(
        item.sponsors.confirmed().select_related("mandate__person", "item__term__area", "item__session"),
        pk=sponsor,
    )
    said = get_object_or_404(Reply.objects.select_related("handling__unit", "signed_by"), pk=reply)
    name = f"{said.title}（{one.mandate.person.name}代表）"

    def make() -> bytes:
        delivery = said.deliveries.filter(sponsor=one).select_related("sponsor", "reply").first()
        if delivery is not None:
            return content_of(kept_letter(delivery, form))
        return draft_file(said, one, form)[0]

    if not said.deliveries.filter(sponsor=one).exists():
        _assert_drafts(request.user, said, item)
        name = f"拟稿 {name}"
    return _given(request, item, form, name, make)


@requires(*READ)
@require_safe
def opinion(request, pk: int, opinion: int, form: str):
    """For the units of the case and staff; the deputies read it in the reply (豫建议第十八条)."""
    item = _case(request, pk)
    one = get_object_or_404(AssistOpinion, pk=opinion, handling__item=item)
    if not may(request.user, "suggestions.handle") and not may(request.user, "suggestions.supervise"):
        raise PermissionDenied("协办意见由承办单位和代表工委看，答复里会说明。")
    return _given(
        request,
        item,
        form,
        f"{one.handling.unit}的协办意见",
        lambda: content_of(kept_opinion(one, form)),
    )


def _case(request, pk: int) -> Item:
    item = get_object_or_404(readable(request.user), pk=pk)
    if not concerned(request.user, item):
        raise PermissionDenied("公开的内容在这一件的页面上，文件只给提出代表、承办单位和工作人员。")
    return item


def _assert_drafts(user, reply: Reply, item: Item) -> None:
    waiting = (Reply.State.DRAFT, Reply.State.SIGNED)
    if reply.handling.item_id != item.pk or reply.state not in waiting:
        raise Http404
    verbs = ("suggestions.handle", "suggestions.sign_reply")
    if not any(may(user, verb, reply.handling) for verb in verbs):
        raise PermissionDenied("答复还没有送达，只有承办单位能看。")


def _given(request, item: Item, form: str, name: str, make):
    """What cannot be made is said on the page of the case."""
    if form not in FORMS.values:
        raise Http404
    try:
        data = make()
    except (DocumentError, Refused) as trouble:
        messages.error(request, str(trouble))
        return redirect("motions:case", item.pk)
    media, suffix = TYPES[form]
    return file_answer(data, media, f"{name}.{suffix}")


def file_answer(data: bytes, media_type: str, name: str) -> HttpResponse:
    """To be saved; nothing in it may run."""
    answer = HttpResponse(data, content_type=media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
