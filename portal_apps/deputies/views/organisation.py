"""Areas, terms, sessions, bodies and liaison persons."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from foundation.rights.door import requires
from foundation.rights.may import may

from ..forms.organisation import AreaForm, BodyFilter, BodyForm, LiaisonForm, SessionForm, TermForm
from ..forms.parts import chosen
from ..forms.posts import UntilForm
from ..kinds import BY_KEY, KINDS
from ..models import Area, Body, LiaisonPerson, Session, Term
from ..services import end, keep
from .acting import act, typed

THINGS = {  # what stands on the first page: model, form, what it is called
    "areas": (Area, AreaForm, "行政区域"),
    "terms": (Term, TermForm, "届"),
    "sessions": (Session, SessionForm, "会议"),
}
HOME = "deputies:organisation"


@requires("deputies.organise", "deputies.read")
def organisation(request):
    counts = dict(Body.objects.open().order_by().values_list("kind").annotate(Count("pk")))
    context = {
        "areas": Area.objects.select_related("parent"),
        "terms": Term.objects.select_related("area").prefetch_related("sessions__term__area"),
        "kinds": [(kind, counts.get(kind.key, 0)) for kind in KINDS],
        "may_organise": may(request.user, "deputies.organise"),
    }
    return render(request, "deputies/organisation.html", context)


@requires("deputies.organise")
def thing(request, what: str, pk: int = 0):
    """Make or change an area, a term or a session."""
    if what not in THINGS:
        raise Http404
    model, form_class, name = THINGS[what]
    instance = get_object_or_404(model, pk=pk) if pk else None
    return act(
        request,
        form_class(**typed(request), instance=instance),
        lambda form: keep(form.instance, by=request.user),
        title=f"修改{instance}" if instance else f"新建{name}",
        back=reverse(HOME),
        done="已保存。",
    )


def _kind(key: str):
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]


@requires("deputies.organise", "deputies.read")
def bodies(request, kind: str):
    what, form = _kind(kind), BodyFilter(request.GET)
    found = Body.objects.matching(kind=kind, **chosen(form)).select_related("parent", "term__area", "area")
    now = Q(members__until=None)
    context = {
        "kind": what,
        "form": form,
        "bodies": found.annotate(people=Count("members", filter=now, distinct=True)),
        "may_organise": may(request.user, "deputies.organise"),
    }
    return render(request, "deputies/bodies.html", context)


@requires("deputies.organise", "deputies.read")
def body(request, pk: int):
    found = get_object_or_404(Body.objects.select_related("parent", "term__area", "area"), pk=pk)
    context = {
        "body": found,
        "parts": found.parts.select_related("term__area"),
        "members": found.members.open().select_related("person"),
        "liaison": found.liaison.all(),
        "has_liaison": found.kind in ("handling_unit", "desk"),
        "may_organise": may(request.user, "deputies.organise"),
    }
    return render(request, "deputies/body.html", context)


@requires("deputies.organise")
def new_body(request, kind: str):
    what = _kind(kind)
    return act(
        request,
        BodyForm(**typed(request), kind=kind),
        lambda form: keep(form.instance, by=request.user),
        title=f"新建{what.name}",
        back=reverse("deputies:bodies", args=[kind]),
        done="已新建。",
        note=f"依据：{what.source}",
    )


@requires("deputies.organise")
def edit_body(request, pk: int):
    found = get_object_or_404(Body, pk=pk)
    return act(
        request,
        BodyForm(**typed(request), kind=found.kind, instance=found),
        lambda form: keep(form.instance, by=request.user),
        title=f"修改{found}",
        back=reverse("deputies:body", args=[pk]),
        done="已保存。",
    )


@requires("deputies.organise")
def end_body(request, pk: int):
    found = get_object_or_404(Body, pk=pk)
    return act(
        request,
        UntilForm(**typed(request)),
        lambda form: end(found, by=request.user, **form.cleaned_data),
        title=f"结束{found}",
        back=reverse("deputies:body", args=[pk]),
        done="已结束。名称和历史仍然可查。",
        button="结束",
    )


@requires("deputies.organise")
def new_liaison(request, pk: int):
    found = get_object_or_404(Body, pk=pk)
    return act(
        request,
        LiaisonForm(**typed(request), instance=LiaisonPerson(body=found)),
        lambda form: keep(form.instance, by=request.user),
        title=f"{found}的代表联络员",
        back=reverse("deputies:body", args=[pk]),
        done="已登记。",
    )


@requires("deputies.organise")
def end_liaison(request, pk: int):
    found = get_object_or_404(LiaisonPerson.objects.select_related("body"), pk=pk)
    return act(
        request,
        UntilForm(**typed(request)),
        lambda form: end(found, by=request.user, **form.cleaned_data),
        title=f"{found}不再担任联络员",
        back=reverse("deputies:body", args=[found.body_id]),
        done="已结束。",
        button="结束",
    )
