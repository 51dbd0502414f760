"""Writing: one page from the first word to filing. It saves by a script while one types, and by a button without scripts."""

from typing import cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime

from foundation.attachments.forms import handed_in
from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Mandate

from ..annexes import PURPOSE, annexes_of
from ..drafting import WrittenElsewhere, begin, begun, save
from ..forms.writing import WritingForm
from ..gaps import Gap, gaps_of
from ..gate import GateRefused
from ..models import Event, Item, Sponsor
from ..services import submit
from ..states import ItemState, Kind
from ..table.writing import OPEN

WRITE = ("suggestions.write", "motions.write")


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
        return begin(mandate, kind, uid, by=request.user, words=form.words(), files=_files(request))

    return _answer(request, form, keep, begun(uid, request.user), mandates=held, uid=uid)


@requires(*WRITE)
def write(request, pk: int):
    """The own draft, or one that was given back."""
    mine = Sponsor.objects.filter(role=Sponsor.Role.LEAD, mandate__person__account=request.user)
    item = get_object_or_404(Item, pk=pk, pk__in=mine.values("item"))
    if item.state not in OPEN:
        return redirect("motions:case", item.pk)
    if request.method != "POST":
        return _page(request, WritingForm.of(item), item)
    form = WritingForm(request.POST, kind=item.kind)

    def keep() -> Item:
        seen = request.POST.get("seen", "")
        return save(
            item,
            by=request.user,
            seen=int(seen) if seen.isdigit() else item.version,
            words=form.words(),
            files=_files(request),
            same_page=_same_page(request, item),
        )

    return _answer(request, form, keep, item)


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
        _remember(request, kept)
        if request.POST.get("do") == "submit":
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
        return _page(
            request,
            form,
            kept or item,
            refusal=str(refusal),
            clash=clash,
            status=409 if clash else 422,
            **more,
        )
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
        "kind": form.kind,
        "kind_name": Kind(form.kind).label,
        "rows": [(field, [one for one in gaps if one.field == field.name]) for field in form],
        "gaps": gaps,
        "refusing": [one for one in gaps if one.refuses],
        "returned": _why_returned(item) if item else "",
        "warnings": [one for one in gaps if not one.refuses],
        "aside": {name: [one for one in gaps if one.field == name] for name in ("sponsors", "kind")},
        "signers": signers,
        "annexes": annexes_of(item) if item else (),
        "purpose": PURPOSE,
        "autosave": not any(one.role == Sponsor.Role.CO and one.state in CARRYING for one in signers),
        "count": item.text.length if item and item.text else 0,
        "saved_at": item.text.saved_at if item and item.text else None,
        **context,
    }
    return render(request, "motions/write.html", shown, status=status)


def _why_returned(item: Item) -> str:
    if item.state != ItemState.RETURNED:
        return ""
    last = Event.objects.filter(item=item, verb__in=("return_check", "return_for_revision")).last()
    return last.reason if last else ""


CARRYING = (Sponsor.State.INVITED, Sponsor.State.CONFIRMED)


def _told(item: Item) -> dict:
    """What the page shows after it was saved by the script."""
    text = item.texts.latest("number")
    return {
        "url": reverse("motions:write", args=[item.pk]),
        "version": item.version,
        "at": f"{localtime(text.saved_at):%H:%M}",
        "count": text.length,
        "gaps": [_gap(one) for one in gaps_of(item)],
    }


def _gap(gap: Gap) -> dict:
    return {"field": gap.field, "label": gap.label, "refuses": gap.refuses, "text": gap.text}


def _files(request) -> list[str] | None:
    """Without scripts the files come with the form."""
    return handed_in(request, PURPOSE) if "with_files" in request.POST else None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _remember(request, item: Item) -> None:
    """Which page saved last, so that a page whose answer was lost is not taken for another one."""
    request.session["motions_written"] = [item.pk, request.POST.get("page", ""), item.version]


def _same_page(request, item: Item) -> bool:
    page = request.POST.get("page", "")
    return bool(page) and request.session.get("motions_written") == [item.pk, page, item.version]
