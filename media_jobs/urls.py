"""Addresses of what is not for everybody: each file of a deputies' video, behind a signed ticket."""

from django.urls import path

from . import views

app_name = "media"
urlpatterns = [
    path("link/<uuid:key>/", views.link, name="link"),
    path("<str:ticket>/<path:name>", views.give, name="give"),
]
