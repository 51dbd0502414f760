"""All jobs a person may see, filtered, and a fragment that keeps them up to date."""

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.generic import ListView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..filters import JobFilter
from ..models import Job, JobState
from ..permissions import may_see_all

LIVE_AT_ONCE = 60  # jobs one request may ask about


class JobList(WagtailAdminTemplateMixin, ListView):
    template_name = "jobs/index.html"
    page_title = "任务"
    header_icon = "tasks"
    paginate_by = 30
    context_object_name = "jobs"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("jobs:index"), "label": "任务"},
    ]

    def get_queryset(self):
        self.filter = JobFilter(self.request.GET)
        seen = Job.objects.seen_by(self.request.user).select_related("created_by")
        self.without_state = self.filter.apply(seen, skip="state")
        return self.filter.apply(seen)

    def get_context_data(self, **kwargs):
        counts = dict(self.without_state.order_by().values_list("state").annotate(Count("id")))
        states = [(state.value, state.label, counts.get(state.value, 0)) for state in JobState]
        return super().get_context_data(
            filter=self.filter,
            states=[("", "全部", sum(counts.values())), *states],
            sees_all=may_see_all(self.request.user),
            **kwargs,
        )


def live(request):
    """How the jobs named by `id` stand now."""
    wanted = [text for text in request.GET.getlist("id") if text.isdigit()][:LIVE_AT_ONCE]
    jobs = Job.objects.seen_by(request.user).filter(pk__in=wanted)
    return render(request, "jobs/live.html", {"jobs": jobs})
