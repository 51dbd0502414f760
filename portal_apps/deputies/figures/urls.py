"""Addresses below /deputies/figures/."""

from django.urls import path

from . import views

app_name = "figures"
urlpatterns = [
    path("", views.show, name="show"),
    path("export/", views.export, name="export"),
    path("people/", views.people, name="people"),
    path("people/export/", views.people_export, name="people_export"),
]
