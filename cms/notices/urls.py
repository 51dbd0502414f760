"""Addresses of the screen, below /admin/site-notice/."""

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [path("", views.index, name="index"), path("<int:pk>/end/", views.end, name="end")]
