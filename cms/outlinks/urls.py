"""Addresses of the report."""

from django.urls import path

from .views import OutlinksReport

app_name = "outlinks"
urlpatterns = [
    path("", OutlinksReport.as_view(), name="report"),
    path("results/", OutlinksReport.as_view(results_only=True), name="results"),
]
