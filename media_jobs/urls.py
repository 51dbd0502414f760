"""Addresses of what is not for everybody: each file of a deputies' video, behind a signed ticket."""

from django.urls import path

from . import views

app_name = "media"
urlpatterns = [path("<str:ticket>/<path:name>", views.give, name="give")]
