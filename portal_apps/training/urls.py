"""Addresses of training, below /training/."""

from django.urls import path

from . import views

app_name = "training"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:key>/", views.watch, name="watch"),
    path("<uuid:key>/watched/", views.watched, name="watched"),
]
