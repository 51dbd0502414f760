"""Screens of the importer: choose a file, watch the job, read what was refused."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render

from cms.pages.models import ColumnPage
from foundation.jobs.models import Job
from foundation.rights.door import requires

from .services import IMPORT_JOB, start_import
from .sources import KINDS

SECONDS = 3


class ImportForm(forms.Form):
    kind = forms.ChoiceField(label="种类", choices=[(key, kind.label) for key, kind in KINDS.items()])
    file = forms.FileField(label="数据文件")
    column = forms.ModelChoiceField(
        ColumnPage.objects.all(),
        label="全部放进栏目",
        required=False,
        empty_label="按规则分栏",
        to_field_name="slug",
    )
    publish = forms.BooleanField(label="通过发布检查后发布，保留原来的日期", required=False)

    def clean(self):
        data = super().clean() or {}
        file, kind = data.get("file"), data.get("kind")
        if file and kind and not file.name.lower().endswith(KINDS[kind].pattern.removeprefix("*")):
            wanted = KINDS[kind].pattern.removeprefix("*")
            raise ValidationError({"file": f"{KINDS[kind].label}的文件名应以 {wanted} 结尾。"})
        return data


@requires("content.import")
def start(request):
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        column = data["column"].slug if data["column"] else ""
        job = start_import(
            data["file"], data["kind"], by=request.user, publish=data["publish"], column=column
        )
        return redirect("importing:job", job.pk)
    jobs = Job.objects.filter(kind=IMPORT_JOB).order_by("-pk")[:20]
    return render(request, "importing/start.html", {"form": form, "jobs": jobs})


@requires("content.import")
def job(request, job_id: int):
    """The page asks for itself again while the job runs: no script needed."""
    found = get_object_or_404(Job, pk=job_id, kind=IMPORT_JOB)
    running = found.state in {"queued", "running"}
    context = {"job": found, "running": running, "result": found.result or None}
    response = render(request, "importing/job.html", context)
    if running:
        response["Refresh"] = str(SECONDS)
    return response
