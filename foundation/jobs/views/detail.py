"""One job with its history, and the two things that can be done to it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..errors import JobRefused
from ..models import Job, JobState
from ..permissions import may_manage, may_see_all
from ..services import cancel, retry


class JobPage(WagtailAdminTemplateMixin, DetailView):
    template_name = "jobs/detail.html"
    header_icon = "tasks"
    context_object_name = "job"

    def get_queryset(self):
        return Job.objects.seen_by(self.request.user).select_related("created_by")

    def get_page_title(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy("jobs:index"), "label": "任务"},
            {"url": "", "label": str(self.object)},
        ]

    def get_context_data(self, **kwargs):
        job, user = self.object, self.request.user
        manages = may_manage(user, job)
        return super().get_context_data(
            history=job.history.select_related("by").order_by("-number"),
            may_cancel=manages and not job.is_over and not job.cancel_requested,
            may_retry=manages and job.state in (JobState.FAILED, JobState.CANCELLED),
            sees_all=may_see_all(user),
            **kwargs,
        )


@require_POST
def cancel_job(request, pk):
    """The button 取消."""
    return _act(request, pk, cancel, "已要求取消；进行中的任务在下一步停下。")


@require_POST
def retry_job(request, pk):
    """The button 重试."""
    return _act(request, pk, retry, "已重新排队。")


def _act(request, pk, verb, told):
    job = get_object_or_404(Job.objects.seen_by(request.user), pk=pk)
    try:
        verb(job, request.user, request.POST.get("reason", "").strip()[:200])
        messages.success(request, told)
    except (JobRefused, PermissionDenied) as refused:
        messages.error(request, str(refused))
    return redirect(reverse("jobs:detail", args=[pk]))
