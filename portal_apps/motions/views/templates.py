"""A unit's own Word template: what is used now, a sample, taking in another one."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from foundation.documents.word.package import Fault
from foundation.rights.door import requires
from foundation.rights.may import visible
from foundation.rights.refusals import Refused
from portal_apps.deputies.models import Body

from ..letters import word
from ..letters.sample import LETTER
from ..letters.template import PLACES, default_template
from ..models import LetterTemplate
from ..services import TemplateRefused, end_template, upload_template
from ..services.letters.make import template_of
from .letters import WORD, file_answer

HANDLE = "suggestions.handle"


class TemplateForm(forms.Form):
    file = forms.FileField(
        label="Word 模板（.docx）",
        help_text="从“下载现在用的”改起最省事。上传时会检查占位符，并试填一份。",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )


@requires(HANDLE)
def templates(request):
    """The units one handles for."""
    units = list(_units(request))
    if len(units) == 1:
        return redirect("motions:template", units[0].pk)
    own = set(LetterTemplate.objects.filter(ended_at=None, unit__in=units).values_list("unit", flat=True))
    rows = [(unit, unit.pk in own) for unit in units]
    return render(request, "motions/templates.html", {"rows": rows})


@requires(HANDLE)
def template(request, pk: int):
    """Shows it; a POST takes in another one, or goes back to the one we ship."""
    unit = get_object_or_404(_units(request), pk=pk)
    form = TemplateForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if request.method == "POST":
        try:
            if request.POST.get("do") == "end":
                end_template(unit, by=request.user)
                messages.success(request, "已经改回平台的模板。以前答复过的不变。")
                return redirect("motions:template", unit.pk)
            if form.is_valid():
                upload_template(unit, by=request.user, file=form.cleaned_data["file"])
                messages.success(request, "模板检查通过，今后的答复函按它排。先看一份样张。")
                return redirect("motions:template", unit.pk)
        except Refused as refusal:
            form.add_error("file", str(refusal))
            faults = refusal.faults if isinstance(refusal, TemplateRefused) else []
    history = unit.letter_templates.select_related("by")
    shown = {
        "unit": unit,
        "form": form,
        "faults": faults,
        "now": next((one for one in history if one.ended_at is None), None),
        "history": history,
        "places": PLACES.items(),
    }
    return render(request, "motions/template.html", shown, status=422 if form.errors else 200)


@requires(HANDLE)
@require_safe
def template_file(request, pk: int, what: str):
    """`now` is what is used, to change it; `sample` an invented letter made of it."""
    unit = get_object_or_404(_units(request), pk=pk)
    own = template_of(unit)
    if what == "sample":
        return file_answer(word.write(LETTER, own), WORD, f"样张 {unit}.docx")
    return file_answer(own or default_template(), WORD, f"答复函模板 {unit}.docx")


def _units(request):
    return visible(request.user, HANDLE, Body.objects.open().kind("handling_unit"))
