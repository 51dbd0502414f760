"""Addresses of the importer, below /admin/importing/."""

from django.urls import path

from . import views

app_name = "importing"
urlpatterns = [path("", views.start, name="start"), path("<int:job_id>/", views.job, name="job")]
