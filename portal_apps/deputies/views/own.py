"""A deputy's own page, what waits for review, and the directory among deputies."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from foundation.audit.services import record
from foundation.rights.door import requires
from foundation.rights.may import demand, visible
from foundation.rights.refusals import Refused

from ..fields import FIELD_NAMES, said
from ..forms.people import OwnForm, ShareForm
from ..forms.posts import OwnRelocationForm
from ..masks import MASKS, masked
from ..models import Person, PersonalData, Wish
from ..services import approve_wish, look_up, record_relocation, refuse_wish, share, wish, withdraw_wish
from ..services.wishes import OWN, current
from .acting import act, typed
from .people import show_file
from .posts import RELOCATED
from .reading import mandates_of

PAGE = 20


def _me(request) -> Person | None:
    return Person.objects.filter(account=request.user).first()


@requires("deputies.edit_own", "deputies.read")
def mine(request):
    """The own file, after the mandate only to read; a page that says what to do where no file is tied to the account."""
    person = _me(request)
    if person is None:
        return render(request, "deputies/no_file.html")
    last = person.wishes.exclude(state=Wish.State.WAITING).first()
    form = ShareForm(initial={"phone": person.shares_phone, "email": person.shares_email})
    return show_file(request, person, share_form=form, last_wish=last)


@requires("deputies.edit_own")
def edit_mine(request):
    person = _me(request)
    if person is None:
        return render(request, "deputies/no_file.html")
    personal = PersonalData.objects.filter(person=person).first() or PersonalData(person=person)
    open_ones = tuple(name for name in OWN if name not in OwnForm.offered)
    return act(
        request,
        OwnForm(**typed(request), initial=current(person, open_ones), shown=personal.shown()),
        lambda form: wish(person, by=request.user, values=form.values()),
        title="修改我的资料",
        back=reverse("deputies:mine"),
        done="已提交，代表工委审核以后生效，结果会发消息给您。",
        button="提交审核",
        note="姓名、性别、出生日期、民族、党派要改，请带证件找代表工委。",
    )


@requires("deputies.edit_own")
def report_relocation(request):
    person = _me(request)
    if person is None:
        return render(request, "deputies/no_file.html")
    return act(
        request,
        OwnRelocationForm(**typed(request)),
        lambda form: record_relocation(person, by=request.user, **form.cleaned_data),
        title="报告迁出、调离本行政区域",
        back=reverse("deputies:mine"),
        done="已报告，代表工委会和您联系核实。",
        button="报告",
        note=RELOCATED,
    )


@requires("deputies.edit_own")
@require_POST
def share_mine(request):
    person = get_object_or_404(Person, account=request.user)
    form = ShareForm(request.POST)
    form.is_valid()
    share(person, by=request.user, phone=form.cleaned_data["phone"], email=form.cleaned_data["email"])
    messages.success(request, "已保存，马上生效。")
    return redirect("deputies:mine")


@requires("deputies.edit_own")
@require_POST
def withdraw_mine(request):
    person = get_object_or_404(Person, account=request.user)
    made = person.wishes.filter(state=Wish.State.WAITING).first()
    try:
        if made is None:
            raise Refused("没有等审核的修改，可能刚刚审完了。")
        withdraw_wish(made, by=request.user)
        messages.success(request, "已撤回。")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("deputies:mine")


@requires("deputies.edit")
def wishes(request):
    seen = visible(request.user, "deputies.edit", Wish.objects.select_related("person", "decided_by"))
    done = seen.exclude(state=Wish.State.WAITING).order_by("-decided_at", "-at")[:PAGE]
    return render(request, "deputies/wishes.html", {"waiting": seen.waiting().order_by("at"), "done": done})


@requires("deputies.edit")
def one_wish(request, pk: int):
    """The difference, masked; a POST opens it in full (traced), approves, or refuses with a reason."""
    made = get_object_or_404(Wish.objects.select_related("person", "by", "decided_by"), pk=pk)
    demand(request.user, "deputies.edit", made.person)
    opened = request.method == "POST" and request.POST.get("do") == "open"
    if request.method == "POST" and not opened:
        return _decide(request, made)
    if opened:
        record(actor=request.user, verb="deputies.reveal", obj=made, fields=list(made.changes))
    rows = [
        (FIELD_NAMES[name], *(_shown(name, value, opened) for value in pair))
        for name, pair in made.changes.items()
    ]
    hidden = not opened and any(name in MASKS for name in made.changes)
    return render(request, "deputies/wish.html", {"wish": made, "rows": rows, "hidden": hidden})


def _shown(name: str, value: str, opened: bool) -> str:
    """Sealed values masked until they are opened, codes in words."""
    return said(name, masked(name, value) if name in MASKS and not opened else value)


DECISIONS = {
    "approve": (lambda made, by, reason: approve_wish(made, by=by), "已采用，本人会收到消息。"),
    "refuse": (
        lambda made, by, reason: refuse_wish(made, by=by, reason=reason),
        "已记为不采用，本人会收到理由。",
    ),
}


def _decide(request, made: Wish):
    if request.POST.get("do") not in DECISIONS:
        raise Http404
    do, done = DECISIONS[request.POST["do"]]
    try:
        do(made, request.user, request.POST.get("reason", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("deputies:wish", made.pk)
    messages.success(request, done)
    return redirect("deputies:wishes")


@requires("deputies.directory")
def directory(request):
    """Names only; a number is looked up one at a time."""
    text = request.GET.get("text", "").strip()
    found = Person.objects.listed().matching(text=text)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    held = mandates_of(page.object_list)
    context = {"page": page, "text": text, "rows": [(one, held.get(one.pk, [])) for one in page]}
    return render(request, "deputies/directory.html", context | _watermark(request))


@requires("deputies.directory")
@require_POST
def contact(request, pk: int):
    person = get_object_or_404(Person, pk=pk)
    try:
        shared = look_up(person, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("deputies:directory")
    context = {"person": person, "shared": [(FIELD_NAMES[name], value) for name, value in shared.items()]}
    return render(request, "deputies/contact.html", context | _watermark(request))


def _watermark(request) -> dict:
    return {"watermark": f"{request.user} {localtime():%Y-%m-%d %H:%M}"}
