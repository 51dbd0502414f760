"""Posts, offices, absences and alerts of one file."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from foundation.rights.door import requires
from foundation.rights.may import demand

from ..forms.posts import (
    AbsenceForm,
    AppointForm,
    EndForm,
    OfficeForm,
    OutcomeForm,
    ReasonForm,
    RelocationForm,
    UntilForm,
)
from ..models import Absence, Alert, Mandate, Membership, PublicOffice
from ..services import (
    appoint,
    close_alert,
    end_post,
    hold_office,
    leave_office,
    record_absence,
    record_relocation,
    withdraw_absence,
)
from .acting import act, typed
from .people import found

RELOCATED = "迁出或者调离本行政区域的，代表资格终止（《代表法》第六十二条第（一）项）。登记只提醒核实，资格由代表资格审查委员会报告、公告以后才终止。"


def _file(person_id: int) -> str:
    return reverse("deputies:file", args=[person_id])


@requires("deputies.edit")
def new_post(request, pk: int):
    person = found(request, pk, "deputies.edit")
    return act(
        request,
        AppointForm(**typed(request)),
        lambda form: appoint(person, by=request.user, **form.values()),
        title=f"登记{person}的任职",
        back=_file(pk),
        done="已登记任职。",
        note="常委会组成人员不得担任国家行政、监察、审判、检察机关的职务（《地方组织法》第四十七条）。",
    )


@requires("deputies.edit")
def finish_post(request, pk: int):
    post = get_object_or_404(Membership.objects.select_related("person", "body"), pk=pk)
    demand(request.user, "deputies.edit", post.person)
    return act(
        request,
        EndForm(**typed(request)),
        lambda form: end_post(post, by=request.user, **form.cleaned_data),
        title=f"{post.person}不再担任{post}",
        back=_file(post.person_id),
        done="已结束任职。",
    )


@requires("deputies.mandate")
def new_relocation(request, pk: int):
    person = found(request, pk, "deputies.mandate")
    return act(
        request,
        RelocationForm(**typed(request)),
        lambda form: record_relocation(person, by=request.user, **form.cleaned_data),
        title=f"登记{person}迁出、调离",
        back=_file(pk),
        done="已登记，并提醒核实。",
        note=RELOCATED,
    )


@requires("deputies.edit")
def new_office(request, pk: int):
    person = found(request, pk, "deputies.edit")
    return act(
        request,
        OfficeForm(**typed(request)),
        lambda form: hold_office(person, by=request.user, **form.cleaned_data),
        title=f"登记{person}在国家机关的职务",
        back=_file(pk),
        done="已登记。",
        note="是常委会组成人员的，会提醒代表工委：应当辞去常委会的职务（《地方组织法》第四十七条）。",
    )


@requires("deputies.edit")
def finish_office(request, pk: int):
    office = get_object_or_404(PublicOffice.objects.select_related("person"), pk=pk)
    demand(request.user, "deputies.edit", office.person)
    return act(
        request,
        UntilForm(**typed(request)),
        lambda form: leave_office(office, by=request.user, **form.cleaned_data),
        title=f"{office.person}不再担任{office}",
        back=_file(office.person_id),
        done="已登记离任。",
    )


@requires("deputies.mandate")
def new_absence(request, pk: int):
    mandate = get_object_or_404(Mandate.objects.for_reading(), pk=pk)
    demand(request.user, "deputies.mandate", mandate)
    return act(
        request,
        AbsenceForm(**typed(request), mandate=mandate),
        lambda form: record_absence(mandate, by=request.user, **form.cleaned_data),
        title=f"登记{mandate.person}没有出席的会议",
        back=_file(mandate.person_id),
        done="已登记缺席。",
        note="两次未经批准不出席，只提醒您核实，不会自动终止资格。",
    )


@requires("deputies.mandate")
def drop_absence(request, pk: int):
    absence = get_object_or_404(
        Absence.objects.select_related("mandate__person", "session__term__area"), pk=pk
    )
    demand(request.user, "deputies.mandate", absence.mandate)
    return act(
        request,
        ReasonForm(**typed(request)),
        lambda form: withdraw_absence(absence, by=request.user, **form.cleaned_data),
        title=f"撤销缺席记录：{absence.session}",
        back=_file(absence.mandate.person_id),
        done="已撤销，记录仍然可见。",
    )


@requires("deputies.mandate")
def settle_alert(request, pk: int):
    alert = get_object_or_404(Alert.objects.select_related("person"), pk=pk)
    demand(request.user, "deputies.mandate", alert.person)
    return act(
        request,
        OutcomeForm(**typed(request)),
        lambda form: close_alert(alert, by=request.user, **form.cleaned_data),
        title=f"核实：{alert.person}",
        back=_file(alert.person_id),
        done="已记下核实的结果。",
        note=f"{alert.text}依据：{alert.law}。",
    )
