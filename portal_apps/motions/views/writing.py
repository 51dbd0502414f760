"""Writing: one page from the first word to filing. It saves by a script while one types, and by a button without scripts."""

from typing import cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from foundation.attachments.forms import handed_in
from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Mandate

from ..annexes import PURPOSE, annexes_of
from ..drafting import (
    WrittenElsewhere,
    begin,
    begun,
    drop_waiting,
    is_signed,
    restore,
    save,
    saves_of,
    writable,
)
from ..forms.writing import WritingForm
from ..gaps import Gap, gaps_of
from ..gate import GateRefused
from ..models import Event, Item, Saved
from ..services import submit
from ..states import ItemState, Kind
from ..table.writing import OPEN

WRITE = ("suggestions.write", "motions.write")
AGAIN = "改过的正文，联名代表还没有重新确认。请先保存改动，等他们确认；或者放弃改动，按他们确认的原稿提出。"


@requires(*WRITE)
def new(request):
    """A page for a draft that does not exist yet; the first save makes it."""
    kind = request.GET.get("kind", Kind.SUGGESTION)
    if kind not in Kind.values:
        raise Http404
    held = (
        Mandate.objects.serving().filter(person__account=request.user).select_related("term").order_by("-pk")
    )
    mandate = held.filter(pk=request.POST.get("mandate") or 0).first() or held.first()
    if mandate is None or not may(request.user, f"{kind}s.write"):
        return render(request, "motions/no_mandate.html", status=403)
    if request.method != "POST":
        return _page(request, WritingForm(kind=kind), mandates=held, uid=uuid4())
    form = WritingForm(request.POST, kind=kind)
    uid = _uuid(request.POST.get("uid", ""))

    def keep() -> Item:
        words, page, files = form.words(), _from(request), _files(request)
        return begin(mandate, kind, uid, by=request.user, words=words, page=page, files=files)

    return _answer(request, form, keep, begun(uid, request.user), mandates=held, uid=uid)


@requires(*WRITE)
def write(request, pk: int):
    """The own draft, one that was given back, or a paper original somebody types."""
    item = get_object_or_404(writable(request.user), pk=pk)
    if item.state not in OPEN:
        return redirect("motions:case", item.pk)
    if request.method != "POST":
        return _page(request, WritingForm.of(item), item)
    if request.POST.get("do") == "drop":
        drop_waiting(item, by=request.user, page=_from(request))
        messages.success(request, "改动已放弃，正文还是联名代表确认的原稿。")
        return redirect("motions:write", item.pk)
    form = WritingForm(request.POST, kind=item.kind)
    return _answer(request, form, _saving(request, form, item, request.POST.get("do") == "save"), item)


@requires(*WRITE)
@require_POST
def keep(request, pk: int):
    """What the script saves while somebody types. Many of them are one row of the trace, written by the verb."""
    item = get_object_or_404(writable(request.user), pk=pk)
    form = WritingForm(request.POST, kind=item.kind)
    return _answer(request, form, _saving(request, form, item, pressed=False), item)


def _saving(request, form: WritingForm, item: Item, pressed: bool):
    typed = request.POST.get("seen", "")
    seen = int(typed) if typed.isdigit() else saves_of(item)

    def kept() -> Item:
        page, files = _from(request), _files(request)
        return save(
            item, by=request.user, seen=seen, words=form.words(), page=page, files=files, pressed=pressed
        )

    return kept


def _answer(request, form: WritingForm, keep, item: Item | None, **more):
    """Save, and file where that was asked. Whatever stands against it is said with everything still in the form."""
    by_script = request.POST.get("do") == "autosave"
    kept = None
    try:
        if not form.is_valid():
            raise Refused(
                "请先写标题，写上就能保存。" if "title" in form.errors else "有一处填得不对，见下面。"
            )
        kept = keep()
        if kept.state not in OPEN:  # it was filed already, as it stands here
            return redirect("motions:case", kept.pk)
        if request.POST.get("do") == "submit":
            if Saved.objects.waiting(kept):
                raise Refused(AGAIN)
            submit(kept, by=request.user, seen=kept.version, warned=request.POST.get("warned") == "on")
            messages.success(request, "已经提出。办到哪一步，这一页随时看得到，也会发消息给您。")
            return redirect("motions:case", kept.pk)
    except GateRefused:
        kept = cast(Item, kept)  # it was saved before it was tried
        return _page(request, WritingForm.of(kept), kept, tried=True, status=422)
    except Refused as refusal:
        clash = isinstance(refusal, WrittenElsewhere)
        if by_script:
            return JsonResponse({"error": str(refusal), "clash": clash}, status=409 if clash else 422)
        more |= {"refusal": str(refusal), "clash": clash}
        return _page(request, form, kept or item, status=409 if clash else 422, **more)
    if by_script:
        return JsonResponse(_told(kept))
    messages.success(request, "已保存，可以接着写。")
    return redirect("motions:write", kept.pk)


def _page(request, form: WritingForm, item: Item | None = None, *, status: int = 200, **context):
    if item is not None:
        item = Item.objects.get(pk=item.pk)  # what stands there now
    gaps = gaps_of(item) if item else []
    signers = list(item.sponsors.select_related("mandate__person", "mandate__delegation")) if item else []
    shown = {
        "form": form,
        "item": item,
        "page": uuid4().hex,
        "seen": saves_of(item) if item else 0,
        "kind": form.kind,
        "kind_name": Kind(form.kind).label,
        "rows": [
            (one, [gap for gap in gaps if gap.field == one.name], form.scaffolds.get(one.name, ""))
            for one in form
        ],
        "gaps": gaps,
        "refusing": [one for one in gaps if one.refuses],
        "returned": _why_returned(item) if item else "",
        "warnings": [one for one in gaps if not one.refuses],
        "aside": {name: [one for one in gaps if one.field == name] for name in ("sponsors", "kind")},
        "signers": signers,
        "annexes": annexes_of(item) if item else (),
        "purpose": PURPOSE,
        "theirs": _typed_for(request, item),
        "signed": is_signed(item) if item else False,
        "waiting": Saved.objects.waiting(item) if item else None,
        "count": item.text.length if item and item.text else 0,
        "saved_at": item.text.saved_at if item and item.text else None,
        **context,
    }
    return render(request, "motions/write.html", shown, status=status)


def _typed_for(request, item: Item | None):
    """The deputy whose paper original somebody else types."""
    person = item.lead.mandate.person if item else None
    return person if person and person.account_id != request.user.pk else None


def _why_returned(item: Item) -> str:
    if item.state != ItemState.RETURNED:
        return ""
    last = Event.objects.filter(item=item, verb__in=("return_check", "return_for_revision")).last()
    return last.reason if last else ""


def _told(item: Item) -> dict:
    """What the page shows after it was saved by the script."""
    last = Saved.objects.filter(item=item).last()
    return {
        "url": reverse("motions:write", args=[item.pk]),
        "keep": reverse("motions:keep", args=[item.pk]),
        "seen": last.number if last else 0,
        "at": f"{localtime(last.at):%H:%M}" if last else "",
        "count": last.length if last else 0,
        "waits": last is not None and not last.applied,
        "gaps": [_gap(one) for one in gaps_of(item)],
    }


def _gap(gap: Gap) -> dict:
    return {"field": gap.field, "label": gap.label, "refuses": gap.refuses, "text": gap.text}


def _files(request) -> list[str] | None:
    """Without scripts the files come with the form."""
    return handed_in(request, PURPOSE) if "with_files" in request.POST else None


def _from(request) -> str:
    """Which page it was typed on: one tab, from when it was opened."""
    return request.POST.get("page", "")[:40]


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


@requires(*WRITE)
def earlier(request, pk: int):
    """What was saved while writing; a POST has one of it back."""
    item = get_object_or_404(writable(request.user), pk=pk)
    if item.state not in OPEN:
        return redirect("motions:case", item.pk)
    if request.method == "POST":
        saved = get_object_or_404(Saved, pk=request.POST.get("save") or 0, item=item)
        restore(saved, by=request.user, page=uuid4().hex)
        messages.success(
            request, f"换回了 {localtime(saved.at):%m-%d %H:%M} 的稿子。刚才的也还在，可以再换回来。"
        )
        return redirect("motions:write", item.pk)
    saves = reversed(Saved.objects.filter(item=item))
    return render(request, "motions/earlier.html", {"item": item, "saves": saves, "now": saves_of(item)})
