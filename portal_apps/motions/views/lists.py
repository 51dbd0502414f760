"""The lists of the office as pages: each with its rows, a form for one, what was changed by whom, and a way back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from foundation.rights.door import requires
from foundation.rights.may import may
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Session

from ..books import BOOKS, LISTS, Book, sample_number
from ..forms.lists import form_of
from ..models import Category, Guide, NumberSeries, Revision, SessionCutoff
from ..services import set_cutoff
from ..services.lists.change import change_row, undo
from ..services.motions.set_cutoff import sessions_of

HISTORY = 20
CUTOFF = "motions.register"


@requires(LISTS, CUTOFF)
@require_safe
def settings(request):
    """What there is to set."""
    books = list(BOOKS.values()) if may(request.user, LISTS) else []
    return render(request, "motions/settings.html", {"books": books, "sessions": sessions_of(request.user)})


@requires(LISTS)
@require_safe
def rows(request, book: str):
    """The rows, those not used any more apart; the last changes, each with a way back."""
    kept = _book(book)
    if kept.model is Category:
        found = _tree()
    else:
        found = [(one, range(0)) for one in kept.model._default_manager.all()]
    shown = [(one, _about(one), kept.is_closed(one), depth) for one, depth in found]
    history = Revision.objects.filter(book=book).select_related("by", "undoes")[:HISTORY]
    return render(
        request, "motions/setting_rows.html", {"book": kept, "rows": shown, "history": _told(kept, history)}
    )


@requires(LISTS)
def row(request, book: str, pk: int = 0):
    """One row, or a new one."""
    kept = _book(book)
    if not pk and not kept.closes:
        raise Http404
    one = get_object_or_404(kept.model, pk=pk) if pk else None
    form = form_of(kept)(request.POST or None, instance=one if one is not None else kept.blank())
    if request.method == "POST" and form.is_valid():
        try:
            change_row(kept, one, dict(form.cleaned_data), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "改好了，从现在起照新的办。下面可以撤销。")
            return redirect("motions:setting_rows", book)
    sample = _sample(form) if kept.model is NumberSeries else ""
    context = {"book": kept, "row": one, "form": form, "sample": sample}
    return render(request, "motions/setting_row.html", context, status=422 if form.errors else 200)


@requires(LISTS)
@require_POST
def undo_change(request, pk: int):
    """Put a row back as it was."""
    revision = get_object_or_404(Revision, pk=pk)
    try:
        undo(revision, by=request.user)
        messages.success(request, f"已经撤销，“{revision.name}”回到原来的样子。")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("motions:setting_rows", revision.book)


class CutoffForm(forms.ModelForm):
    class Meta:
        model = SessionCutoff
        fields = ("motions_until", "suggestions_until", "decision")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("motions_until", "suggestions_until"):
            widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            self.fields[name].widget = widget
        self.fields["suggestions_until"].help_text = "空着：会议闭幕以前都算会议期间的建议。"
        self.fields["decision"].help_text = "主席团哪次会议决定，文号是什么（《地方组织法》第二十二条）。"


@requires(CUTOFF)
def cutoff(request, pk: int):
    """Until when a session takes items: the secretariat of that session enters what its Presidium decided."""
    session = get_object_or_404(sessions_of(request.user), pk=pk)
    before = getattr(session, "cutoff", None)
    form = CutoffForm(request.POST or None, instance=before)
    if request.method == "POST" and form.is_valid():
        try:
            set_cutoff(Session.objects.get(pk=session.pk), by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "截止时间定好了。过了时间，代表提出的建议按闭会期间办。")
            return redirect("motions:settings")
    context = {"session": session, "form": form}
    return render(request, "motions/cutoff.html", context, status=422 if form.errors else 200)


def _book(key: str) -> Book:
    if key not in BOOKS:
        raise Http404
    return BOOKS[key]


def _tree() -> list[tuple[Any, range]]:
    """Each below its parent, with how deep it stands."""
    below: dict[int | None, list[Category]] = {}
    for one in Category.objects.select_related("parent"):
        below.setdefault(one.parent_id, []).append(one)

    def walk(parent: int | None, depth: int) -> list[tuple[Any, range]]:
        made = []
        for one in below.get(parent, []):
            made += [(one, range(depth)), *walk(one.pk, depth + 1)]
        return made

    return walk(None, 0)


def _about(one) -> str:
    if isinstance(one, NumberSeries):
        return f"从一起编：{one.get_restart_display()}。例如 {sample_number(one.pattern)}"
    if isinstance(one, Category):
        return f"{one.items.count()} 件"
    place = getattr(one, "get_place_display", None)
    if place:
        return place()
    if hasattr(one, "tracked"):
        return "跟踪落实" if one.tracked else ""
    return one.help if isinstance(one, Guide) else one.get_level_display()


def _sample(form) -> str:
    """How the next numbers look, also while the form is not right yet."""
    try:
        return sample_number(form["pattern"].value() or "")
    except Refused:
        return ""


def _told(book: Book, history) -> list[tuple[Revision, list[tuple[str, str, str]], bool]]:
    """(change, [(field, before, after)], whether it may be undone): of each row the last one."""
    seen: set[int] = set()
    told = []
    for one in history:
        before = one.before or {}
        names = {one.name: str(one.verbose_name) for one in book.model._meta.concrete_fields}
        changed = [
            (names[name], _said(before.get(name)), _said(value))
            for name, value in one.after.items()
            if name in names and before.get(name) != value
        ]
        told.append((one, changed, one.row not in seen and (one.before is not None or bool(book.closes))))
        seen.add(one.row)
    return told


def _said(value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    text = "（空）" if value in (None, "") else str(value)
    return f"{text[:80]}…" if len(text) > 80 else text
