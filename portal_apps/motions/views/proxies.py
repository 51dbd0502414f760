"""代录: staff choose a deputy, then what the deputy did by paper, call or talk, and enter it with what it rests on."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.attachments.services import drop
from foundation.rights.door import requires
from foundation.rights.may import demand, visible
from foundation.rights.refusals import Refused
from foundation.rights.rows import as_house
from portal_apps.deputies.models import Mandate, Person

from .. import services
from ..annexes import SHEET
from ..drafting import writable
from ..for_deputies import carried_by, offers_for
from ..forms.acts import ActForm
from ..forms.papers import with_files
from ..forms.sheets import NewForm, SheetForm
from ..offers import Offer
from ..services.signing import sheet_behind
from ..table import BY_KEY
from ..table.writing import OPEN
from .acting import do, files_in

ENTER = "deputies.enter_for"
PAGE = 30


@requires(ENTER)
@require_safe
def people(request):
    """Deputies of all terms within one's reach, with an account or without."""
    text = request.GET.get("q", "").strip()
    held = Person.objects.filter(mandates__isnull=False)
    found = visible(request.user, ENTER, Person.objects.filter(pk__in=held.values("pk")))
    page = Paginator(found.matching(text=text).order_by("name", "pk"), PAGE).get_page(request.GET.get("page"))
    mandates = Mandate.objects.filter(person__in=list(page)).select_related("term__area", "delegation")
    last = {one.person_id: one for one in mandates.order_by("term__number")}
    rows = [(one, last.get(one.pk)) for one in page]
    return render(request, "motions/for_people.html", {"rows": rows, "page": page, "q": text})


@requires(ENTER)
@require_safe
def deputy(request, deputy: int):
    """What this deputy has going on, and what may be entered for it now."""
    person = _person(request, deputy)
    with as_house():
        items = Paginator(carried_by(person), PAGE).get_page(request.GET.get("page"))
        rows = [(one, _name(one), [(o, url_of(o, person)) for o in offers_for(one, person)]) for one in items]
        begun = writable(request.user).filter(on_paper=True, state__in=OPEN, pk__in=[one.pk for one in items])
        typed = set(begun.values_list("pk", flat=True))
    shown = {"person": person, "rows": rows, "page": items, "typed": typed, "serving": _serving(person)}
    shown["on_the_page"] = ("edit", "attach")  # done where the words are typed
    return render(request, "motions/for_deputy.html", shown)


@requires(ENTER)
def new(request, deputy: int):
    """A paper original: who, on what, and its title; the words on the writing page."""
    person = _person(request, deputy)
    mandate = _serving(person).first()
    if mandate is None:
        raise Http404
    data, faults = with_files(request, {"scan": SHEET})
    posted = (data,) if request.method == "POST" else ()
    form, sheet = NewForm(*posted), SheetForm(*posted, key="write")
    _say(sheet, faults)
    if posted and form.is_valid() and sheet.is_valid():
        said = form.cleaned_data
        try:
            item = services.write(
                mandate, said["kind"], by=request.user, title=said["title"], signed=sheet.signed(person)
            )
            _used(sheet, request.user)
            messages.success(request, f"已按{person}代表的原件建立，接着录入正文。")
            return redirect("motions:write", item.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    wrong = bool(form.errors or sheet.errors)
    shown = {"person": person, "form": form, "sheet": sheet, "name": "录入纸质件"}
    return render(request, "motions/for_act.html", shown, status=422 if wrong else 200)


@requires(ENTER)
def act(request, deputy: int, pk: int, verb: str, on: int = 0):
    """One act of the table for this deputy."""
    person = _person(request, deputy)
    with as_house():
        item = get_object_or_404(carried_by(person), pk=pk)
        offer = next((o for o in offers_for(item, person) if (o.step.key, o.on) == (verb, on)), None)
    if offer is None and request.method != "POST":
        messages.error(request, f"{_step_name(verb)}现在不能替{person}代表录入。")
        return redirect("motions:for_deputy", person.pk)
    offer = offer or _asked(item, verb, on)
    data, faults = with_files(request, {**files_in(ActForm(offer, request.user)), "scan": SHEET})
    posted = {"data": data} if request.method == "POST" else {}
    begun = sheet_behind(item, offer.step, request.user) is not None
    named = {name: request.GET[name] for name in ("sponsor",) if name in request.GET}
    form = ActForm(offer, request.user, initial=named, **posted)
    sheet = SheetForm(**posted, key=verb, begun=begun)
    _say(sheet, faults)
    if posted and form.is_valid() and sheet.is_valid():
        try:
            do(request, offer, form, signed=sheet.signed(person))
            _used(sheet, request.user)
            messages.success(request, f"已替{person}代表录入“{offer.step.name}”。")
            return redirect("motions:for_deputy", person.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    wrong = bool(form.errors or sheet.errors)
    shown = {"person": person, "form": form, "sheet": sheet, "name": offer.step.name, "step": offer.step}
    shown |= {"on": _name(item), "of": offer.of, "seen": request.POST.get("seen", offer.thing.version)}
    return render(request, "motions/for_act.html", shown, status=422 if wrong else 200)


def url_of(offer: Offer, person: Person) -> str:
    where = [person.pk, offer.item.pk, offer.step.key]
    return (
        reverse("motions:for_act_on", args=[*where, offer.on])
        if offer.on
        else reverse("motions:for_act", args=where)
    )


def _person(request, pk: int) -> Person:
    person = get_object_or_404(Person, pk=pk)
    demand(request.user, ENTER, person)
    return person


def _serving(person: Person):
    return (
        Mandate.objects.serving().filter(person=person).select_related("term", "delegation").order_by("-pk")
    )


def _name(item) -> str:
    return f"{item.number or item.get_kind_display()}《{item.title}》"


def _step_name(verb: str) -> str:
    if verb not in BY_KEY:
        raise Http404
    return f"“{BY_KEY[verb].name}”"


def _asked(item, verb: str, on: int) -> Offer:
    """A form that was sent although it is not on offer any more: the verb says why, or that it was done."""
    from .acting import thing_of

    step = BY_KEY.get(verb)
    if step is None or not step.who:
        raise Http404
    return Offer(step, thing_of(step, item, on), item)


def _say(sheet: SheetForm, faults: dict[str, str]) -> None:
    for fault in faults.values():
        sheet.add_error("scan", fault)


def _used(sheet: SheetForm, by) -> None:
    """The entry has its own copy of what was signed."""
    if sheet.cleaned_data["scan"]:
        drop(sheet.cleaned_data["scan"], by=by)
