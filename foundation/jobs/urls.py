"""Addresses of the screen, below /admin/jobs/."""

from django.urls import path

from .views import JobList, JobPage, cancel_job, live, retry_job

app_name = "jobs"
urlpatterns = [
    path("", JobList.as_view(), name="index"),
    path("live/", live, name="live"),
    path("<int:pk>/", JobPage.as_view(), name="detail"),
    path("<int:pk>/cancel/", cancel_job, name="cancel"),
    path("<int:pk>/retry/", retry_job, name="retry"),
]
