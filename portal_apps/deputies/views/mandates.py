"""Mandates: register, change by one step of the table, correct, and the paper behind each change."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from foundation.audit.services import record
from foundation.rights.door import requires
from foundation.rights.may import demand, may

from ..forms.mandates import ChangeForm, CorrectForm, DetailsForm, MandateForm
from ..models import FACTS, Mandate, MandateChange
from ..services import change_mandate, correct_change, edit_mandate, register_mandate
from ..services.mandates import DETAILS
from ..states import BY_VERB, NEW, Step, possible
from .acting import act, proof_first, typed
from .people import found

OF_A_ROW = "correct"  # done to a row of the history, not to the mandate


def steps_for(user, mandate: Mandate) -> list[Step]:
    """What this person may do to the mandate now."""
    steps = possible(mandate.state, mandate.proposal_id is not None)
    return [step for step in steps if step.verb != OF_A_ROW and may(user, step.right, mandate)]


@requires("deputies.edit")
def new_mandate(request, pk: int):
    person = found(request, pk, "deputies.edit")

    def do(form: MandateForm) -> None:
        said = form.cleaned_data
        register_mandate(
            person,
            said["term"],
            by=request.user,
            facts=form.facts(),
            verb=said["how"],
            tags=said["tags"],
            **form.values(),
        )

    return act(
        request,
        MandateForm(**typed(request)),
        do,
        title=f"登记{person}的代表资格",
        back=reverse("deputies:file", args=[pk]),
        done="已登记。",
        button="登记",
    )


@requires("deputies.edit")
def details(request, pk: int):
    mandate = get_object_or_404(Mandate.objects.for_reading(), pk=pk)
    demand(request.user, "deputies.edit", mandate)
    initial = {name: getattr(mandate, name) for name in DETAILS} | {"tags": mandate.tags.all()}
    return act(
        request,
        DetailsForm(**typed(request), initial=initial),
        lambda form: edit_mandate(mandate, by=request.user, **form.cleaned_data),
        title=f"{mandate}",
        back=reverse("deputies:file", args=[mandate.person_id]),
        done="已保存。",
    )


@requires("deputies.mandate")
def change(request, pk: int, verb: str):
    mandate = get_object_or_404(Mandate.objects.for_reading().select_related("proposal"), pk=pk)
    step = BY_VERB.get(verb)
    if step is None or NEW in step.sources or verb == OF_A_ROW:
        raise Http404
    demand(request.user, step.right, mandate)
    asked = proof_first(request) if step.dangerous else None
    if asked is not None:
        return asked

    def do(form: ChangeForm) -> None:
        change_mandate(
            mandate,
            verb,
            by=request.user,
            ground=form.cleaned_data["ground"],
            facts=form.facts(),
            move=form.move(),
        )

    return act(
        request,
        ChangeForm(**typed(request), step=step, mandate=mandate),
        do,
        title=f"{mandate.person}：{step.name}",
        back=reverse("deputies:file", args=[mandate.person_id]),
        done=f"已办：{step.name}。",
        button=step.name,
        note=step.note,
        template="deputies/change.html",
        mandate=mandate,
        step=step,
    )


@requires("deputies.mandate")
def correct(request, pk: int):
    wrong = get_object_or_404(MandateChange.objects.select_related("mandate__person"), pk=pk)
    demand(request.user, BY_VERB[OF_A_ROW].right, wrong.mandate)
    asked = proof_first(request)
    if asked is not None:
        return asked
    return act(
        request,
        CorrectForm(
            **typed(request), initial={name: getattr(wrong, name) for name in FACTS if name != "note"}
        ),
        lambda form: correct_change(wrong, by=request.user, facts=form.facts()),
        title=f"更正：{wrong}",
        back=reverse("deputies:file", args=[wrong.mandate.person_id]),
        done="已更正，原来的一条仍然可见。",
        button="更正",
        note="写上文件上真正的内容。原来的一条不会删除。",
    )


@requires("deputies.mandate", "deputies.read")
def document(request, pk: int):
    """The paper itself, for staff and for the person it is about; every opening leaves a trace."""
    row = get_object_or_404(MandateChange.objects.select_related("mandate__person"), pk=pk)
    own = row.mandate.person.account_id == request.user.pk
    demand(
        request.user,
        "deputies.read" if own else "deputies.mandate",
        row.mandate.person if own else row.mandate,
    )
    if not row.document:
        raise Http404
    record(actor=request.user, verb="deputies.read_document", object_key=f"mandate-change:{row.pk}")
    return FileResponse(row.document.open("rb"), as_attachment=True, filename=row.document_name)
