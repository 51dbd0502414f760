"""Addresses of rights and grants."""

from django.urls import path

from .views import grants, table, verbs

app_name = "rights"
urlpatterns = [
    path("", table.table, name="table"),
    path("grants/", grants.grant_list, name="grants"),
    path("grants/new/", verbs.propose, name="propose"),
    path("grants/emergency/", verbs.emergency, name="emergency"),
    path("grants/<int:pk>/", grants.grant, name="grant"),
    path("grants/<int:pk>/<slug:verb>/", verbs.act, name="act"),
]
