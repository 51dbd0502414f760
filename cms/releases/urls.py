"""Addresses of the screens, below /admin/releases/."""

from django.urls import path

from . import targets, views

app_name = "releases"
urlpatterns = [
    path("", views.index, name="index"),
    path("diff/", views.diff, name="diff"),
    path("page/", views.page, name="page"),
    path("resume/", views.resume, name="resume"),
    path("targets/", targets.targets, name="targets"),
    path("targets/redeliver/", targets.redeliver, name="redeliver"),
    path("<str:name>/", views.detail, name="detail"),
    path("<str:name>/roll-back/", views.roll_back, name="roll_back"),
    path("<str:name>/keep/", views.keep, name="keep"),
    path("<str:name>/verify/", views.verify, name="verify"),
]
