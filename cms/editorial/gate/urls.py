"""Addresses of the gate's own screens, below /admin/gate/."""

from django.urls import path

from . import views

app_name = "editorial_gate"
urlpatterns = [
    path("<int:page_id>/", views.check, name="check"),
    path("terms/import/", views.upload_terms, name="import_terms"),
    path("leaders/import/", views.upload_leaders, name="import_leaders"),
]
