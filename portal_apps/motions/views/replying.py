"""The page where a unit writes its reply: the letter, the promises read in it, a look at the whole before the signature."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.documents.errors import DocumentError
from foundation.rights.door import requires
from foundation.rights.may import visible
from foundation.rights.refusals import Refused

from .. import clocks
from ..forms.replying import PromiseForm, ReplyForm
from ..models import AssistOpinion, Commitment, Handling, OfficeText, Reply
from ..promise_marks import Mark, doubts_about, marks_of
from ..reach import readable
from ..services import change_promise, dismiss, draft_reply, drop_promise, promise
from ..services.letters.make import FORMS, draft_file
from ..services.replying.draft_reply import says_the_same
from ..table import BY_KEY

HANDLE, SIGN = "suggestions.handle", "suggestions.sign_reply"
LONGEST = 20_000  # characters: what the field of the letter takes


class Unfit(Refused):
    """A promise with something missing; `form` says at which field."""

    def __init__(self, form: PromiseForm) -> None:
        super().__init__("这项承诺还差一点，见下面。答复已经保存。")
        self.form = form


@requires(HANDLE)
def reply(request, pk: int, on: int):
    """Write; each press of a button keeps the letter first."""
    handling = _handling(request, pk, on, HANDLE)
    if not handling.answers or handling.state not in BY_KEY["draft_reply"].sources:
        messages.error(request, f"现在是“{handling.get_state_display()}”，不能改答复。")
        return redirect("motions:case", pk)
    if request.method != "POST":
        return _page(request, handling, ReplyForm(handling))
    form = ReplyForm(handling, request.POST)
    do, _, key = request.POST.get("do", "").partition("-")
    try:
        if not form.is_valid():
            raise Refused(f"还没有保存，有 {len(form.errors)} 处要改，见下面。写的都还在。")
        handling = _kept(request, handling, form)
        _done(request, handling, do, key)
    except Refused as refusal:
        unfit = refusal.form if isinstance(refusal, Unfit) else None
        return _page(request, handling, form, refusal=str(refusal), unfit=unfit)
    if do == "preview":
        return redirect("motions:reply_preview", pk, on)
    if do == "finish":
        messages.success(request, "拟稿已经保存，主要负责人可以签发了。")
        return redirect("motions:case", pk)
    return redirect(reverse("motions:reply", args=[pk, on]) + ("#promises" if do else ""))


@requires(HANDLE)
@require_POST
def scan_reply(request, pk: int, on: int):
    """What reads like a promise in a text that is not saved yet: for the page's script."""
    handling = _handling(request, pk, on, HANDLE)
    marks = marks_of(request.POST.get("text", "")[:LONGEST], handling, _dismissed(handling))
    shown = [[one.found.start, one.found.end, one.state] for one in marks]
    html = render_to_string("motions/promise_marks.html", _marked(handling, marks), request)
    return JsonResponse({"marks": shown, "html": html})


@requires(HANDLE, SIGN)
@require_safe
def preview(request, pk: int, on: int):
    """The letter as each sponsor will get it, and what stands against signing it."""
    handling = _handling(request, pk, on, HANDLE, SIGN)
    context = letter_context(handling)
    if context is None:
        return redirect("motions:case", pk)
    return render(request, "motions/reply_preview.html", context)


def letter_context(handling: Handling) -> dict | None:
    """The draft as a letter, with the doubts about it; None without one."""
    said = handling.replies.filter(state__in=(Reply.State.DRAFT, Reply.State.SIGNED)).last()
    if said is None:
        return None
    said.handling = handling
    sponsors = list(handling.item.sponsors.confirmed().select_related("mandate__person", "item"))
    missing, no_pdf = "", ""
    try:
        _, missing = draft_file(said, sponsors[0], FORMS.PDF)
    except DocumentError as trouble:
        no_pdf = str(trouble)
    return {
        "item": handling.item,
        "handling": handling,
        "reply": said,
        "lead": sponsors[0],
        "sponsors": sponsors,
        "doubts": doubts_about(said),
        "promises": said.commitments.all(),
        "missing": missing,
        "no_pdf": no_pdf,
    }


def _handling(request, pk: int, on: int, *verbs: str) -> Handling:
    """Of an item one may read, and one's own unit's."""
    item = get_object_or_404(readable(request.user), pk=pk)
    rows = Handling.objects.filter(item=item)
    mine = [row for verb in verbs for row in visible(request.user, verb, rows).values_list("pk", flat=True)]
    return get_object_or_404(rows.select_related("unit", "item__term__area"), pk=on, pk__in=mine)


def _kept(request, handling: Handling, form: ReplyForm) -> Handling:
    """Saved when something changed; a page older than another save is refused with both texts shown."""
    letter = form.letter()
    if says_the_same(letter, handling.replies.last()):
        return handling
    seen = request.POST.get("seen", "")
    return draft_reply(
        handling, by=request.user, letter=letter, seen=int(seen) if seen.isdigit() else handling.version
    )


def _done(request, handling: Handling, do: str, key: str) -> None:
    """What the pressed button is for, besides saving. Raises Refused, Unfit."""
    text = request.POST.get("body", "")
    if do in ("take", "strike"):
        mark = next((one for one in _marks(handling, text) if one.key == key), None)
        if mark is None:
            raise Refused("这一句已经改了，请看重新读到的。答复已经保存。")
        if do == "strike":
            dismiss(handling, by=request.user, sentence=mark.found.sentence)
        elif mark.entry is None:
            _enter(request, handling, key, mark.found.sentence)
    elif do == "add":
        _enter(request, handling, "new", "")
    elif do in ("change", "remove"):
        entry = get_object_or_404(Commitment, pk=int(key) if key.isdigit() else 0, handling=handling)
        if do == "remove":
            drop_promise(handling, by=request.user, commitment=entry, reason="拟稿时删去")
        else:
            change_promise(handling, by=request.user, commitment=entry, **_said(request, f"e{key}"))
    elif do != "preview" and do != "finish":
        messages.success(request, "拟稿已经保存。")


def _enter(request, handling: Handling, prefix: str, sentence: str) -> None:
    said = _said(request, prefix)
    if not handling.commitments.filter(**said).exists():  # pressed twice
        promise(handling, by=request.user, sentence=sentence, **said)


def _said(request, prefix: str) -> dict:
    form = PromiseForm(request.POST, prefix=prefix)
    if not form.is_valid():
        raise Unfit(form)
    return form.cleaned_data


def _marks(handling: Handling, text: str) -> list[Mark]:
    return marks_of("\n".join(text.splitlines()), handling, _dismissed(handling))


def _dismissed(handling: Handling) -> list[str]:
    last = handling.replies.last()
    return last.dismissed if last else []


def _marked(handling: Handling, marks: list[Mark], unfit: PromiseForm | None = None) -> dict:
    """Each sentence with its form; the entries of the ledger with theirs."""

    def form_of(prefix: str, **initial) -> PromiseForm:
        return (
            unfit
            if unfit is not None and unfit.prefix == prefix
            else PromiseForm(prefix=prefix, initial=initial)
        )

    rows = [
        (
            one,
            form_of(
                one.key,
                promise=one.found.promise,
                due_on=one.found.due_on,
                responsible=one.found.responsible or handling.unit.name,
            ),
        )
        for one in marks
        if one.entry is None
    ]
    entries = [
        (
            one,
            form_of(f"e{one.pk}", promise=one.promise, due_on=one.due_on, responsible=one.responsible),
            next((mark.number for mark in marks if mark.entry == one), 0),
        )
        for one in handling.commitments.filter(reply__state=Reply.State.DRAFT)
    ]
    return {
        "rows": rows,
        "entries": entries,
        "left": sum(mark.is_open for mark, _ in rows),
        "blank": form_of("new", responsible=handling.unit.name),
    }


def _page(
    request, handling: Handling, form: ReplyForm, *, refusal: str = "", unfit: PromiseForm | None = None
):
    """`refusal` with everything still in the form."""
    handling = Handling.objects.select_related("unit", "item").get(pk=handling.pk)
    last = handling.replies.last()
    written = form["body"].value() or ""
    item = handling.item
    clock = clocks.open_clock(handling, "redo") or clocks.open_clock(handling, "reply")
    draft = last if last and last.state == Reply.State.DRAFT else None
    elsewhere = refusal and draft and form.is_bound and request.POST.get("seen") != str(handling.version)
    shown = {
        "item": item,
        "handling": handling,
        "form": form,
        "seen": request.POST.get("seen") if elsewhere else handling.version,
        "refusal": refusal,
        "elsewhere": draft.text if draft and elsewhere and draft.text != written else "",
        "draft": draft,
        "returned": last if last and last.state == Reply.State.REPLACED else None,
        "due": clock.due_on if clock else None,
        "text": item.text,
        "lead": item.lead,
        "opinions": AssistOpinion.objects.filter(handling__item=item).select_related("handling__unit"),
        "assisting": item.handlings.assisting().select_related("unit"),
        "contacts": handling.contacts.all(),
        "redo": getattr(handling, "redo", None),
        "helps": OfficeText.objects.filter(place=OfficeText.Place.REPLY, closed=False),
        "samples": OfficeText.objects.filter(place=OfficeText.Place.BODY, closed=False),
        "doubts": doubts_about(draft) if draft else (),
        **_marked(handling, _marks(handling, written), unfit),
    }
    return render(request, "motions/reply.html", shown, status=422 if refusal else 200)
