"""The roll of deputies, one file, and what is done to a file."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from foundation.accounts.dangerous import ask_for_proof
from foundation.rights.door import requires
from foundation.rights.may import demand, may, reaches_others, visible

from ..fields import FIELD_NAMES
from ..forms.parts import chosen
from ..forms.people import AccountForm, PeopleFilter, PersonForm, RevealForm
from ..models import SEALED, Alert, Mandate, Person, PersonalData, Wish
from ..services import edit_person, register_person, reveal, set_photo, tie_account
from .acting import act, typed
from .reading import mandates_of, timeline

PAGE = 50


@requires("deputies.read")
def people(request):
    """Who may read only the own file is led there."""
    if not reaches_others(request.user, "deputies.read"):
        return redirect("deputies:mine")
    form = PeopleFilter(request.GET)
    seen = visible(request.user, "deputies.read", Person.objects.all())
    page = Paginator(seen.matching(**chosen(form)), PAGE).get_page(request.GET.get("page"))
    held = mandates_of(page.object_list)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "rows": [(person, held.get(person.pk, [])) for person in page],
        "query": query.urlencode(),
        "may_edit": may(request.user, "deputies.edit"),
        "may_organise": may(request.user, "deputies.organise"),
        "alerts": visible(request.user, "deputies.mandate", Alert.objects.open().select_related("person")),
        "wishes": visible(request.user, "deputies.edit", Wish.objects.waiting()).count(),
    }
    return render(request, "deputies/people.html", context)


@requires("deputies.edit")
def register(request):
    form = PersonForm(**typed(request))
    made: list[Person] = []

    def do(form: PersonForm) -> None:
        with transaction.atomic():
            person = register_person(by=request.user, values=form.values())
            _keep_photo(request, person, form)
        made.append(person)

    answer = act(
        request,
        form,
        do,
        title="登记代表",
        back=reverse("deputies:people"),
        done="已登记。接着登记哪一届的代表资格。",
        button="登记",
    )
    return redirect("deputies:new_mandate", made[0].pk) if made else answer


def _keep_photo(request, person: Person, form: PersonForm) -> None:
    if form.cleaned_data["photo"]:
        set_photo(person, form.cleaned_data["photo"], by=request.user)


@requires("deputies.read")
def photo(request, pk: int):
    person = found(request, pk)
    if not person.photo:
        raise Http404
    return FileResponse(person.photo.open("rb"), content_type="image/jpeg")


@requires("deputies.read")
def file(request, pk: int):
    return show_file(request, found(request, pk))


def found(request, pk: int, verb: str = "deputies.read") -> Person:
    """The person, if this is theirs to see."""
    person = get_object_or_404(Person.objects.select_related("account"), pk=pk)
    demand(request.user, verb, person)
    return person


def show_file(request, person: Person, **more):
    """The same page for staff and for the person; what may be done differs."""
    personal = PersonalData.objects.filter(person=person).first() or PersonalData(person=person)
    user = request.user
    mandates = mandates_of([person]).get(person.pk, [])
    context = {
        "person": person,
        "own": person.account_id == user.pk,
        "may_wish": person.account_id == user.pk and may(user, "deputies.edit_own"),
        "mandates": [_told(request, mandate) for mandate in mandates],
        "chart": timeline(mandates),
        "contact": [(name, FIELD_NAMES[name], value) for name, value in personal.shown().items() if value],
        "posts": person.posts.select_related("body__term__area"),
        "relocations": person.relocations.all(),
        "offices": person.offices.all(),
        "may_edit": may(user, "deputies.edit", person),
        "may_reveal": may(user, "deputies.reveal", person),
        "may_mandate": may(user, "deputies.mandate", person),
        "alerts": person.alerts.open() if may(user, "deputies.mandate", person) else [],
        "waiting": person.wishes.filter(state=Wish.State.WAITING).first(),
        **more,
    }
    return render(request, "deputies/file.html", context)


def _told(request, mandate: Mandate) -> dict:
    from .mandates import steps_for

    changes = mandate.changes.select_related("by").prefetch_related("corrections")
    return {
        "mandate": mandate,
        "steps": steps_for(request.user, mandate),
        "changes": [change for change in changes if change.verb != "correct"],
        "absences": mandate.absences.select_related("session__term__area"),
    }


@requires("deputies.edit")
def edit(request, pk: int):
    person = found(request, pk, "deputies.edit")
    personal = PersonalData.objects.filter(person=person).first() or PersonalData(person=person)
    initial = {
        field.name: getattr(person, field.name)
        for field in Person._meta.concrete_fields
        if field.name != "photo"
    }

    def do(form: PersonForm) -> None:
        with transaction.atomic():
            edit_person(person, by=request.user, values=form.values())
            _keep_photo(request, person, form)

    return act(
        request,
        PersonForm(**typed(request), initial=initial, shown=personal.shown()),
        do,
        title=f"修改{person}的资料",
        back=reverse("deputies:file", args=[pk]),
        done="已保存。",
    )


@requires("deputies.edit")
def account(request, pk: int):
    """Whoever is tied here reads the file, so it is asked first who sits at the desk."""
    person = found(request, pk, "deputies.edit")
    asked = ask_for_proof(request)
    if asked is not None:
        return asked
    return act(
        request,
        AccountForm(**typed(request), person=person),
        lambda form: tie_account(person, form.cleaned_data["account"], by=request.user),
        title=f"{person}用哪个账号登录",
        back=reverse("deputies:file", args=[pk]),
        done="已保存。",
        note="连上以后，这个账号登录就看到这份资料。没有账号的，先在“邀请代表”里发邀请。",
    )


@requires("deputies.reveal", "deputies.edit")
def open_sealed(request, pk: int):
    """One field in full, on a page of its own that no cache keeps."""
    person = found(request, pk, "deputies.reveal")
    personal = PersonalData.objects.filter(person=person).first()
    there = [
        name
        for name in SEALED
        if personal
        and getattr(personal, name)
        and (
            name != "id_number"
            or person.account_id == request.user.pk
            or may(request.user, "deputies.edit", person)
        )
    ]
    form = RevealForm(request.POST or None, offered=there, initial={"field": request.GET.get("field")})
    value: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        value = [reveal(person, said["field"], by=request.user, reason=said["reason"])]
    name = FIELD_NAMES[form.cleaned_data["field"]] if value else ""
    context = {"form": form, "person": person, "value": value[0] if value else "", "name": name}
    return render(request, "deputies/reveal.html", context, status=422 if form.errors else 200)
