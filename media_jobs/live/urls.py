"""Addresses of what is not for everybody, and the one the ingest server asks."""

from django.urls import path

from . import views

app_name = "live"
urlpatterns = [
    path("ingest/", views.ingest, name="ingest"),
    path("preview/<str:ticket>/<path:name>", views.preview, name="preview"),
    path("files/<str:ticket>/<path:name>", views.give, name="give"),
]
