"""The screen of jobs in the Wagtail admin."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import has_any_job


class JobsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return has_any_job(request.user)


@hooks.register("register_admin_urls")
def job_urls():
    return [path("jobs/", include("foundation.jobs.urls"))]


@hooks.register("register_admin_menu_item")
def job_menu_item():
    return JobsMenuItem("任务", reverse("jobs:index"), name="jobs", icon_name="tasks", order=8500)
