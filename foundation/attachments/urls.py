"""Addresses of attachments: hand one in, take it back, read it."""

from django.urls import path

from . import views

app_name = "attachments"
urlpatterns = [
    path("<slug:purpose>/", views.upload, name="upload"),
    path("files/<uuid:stored>/", views.give, name="give"),
    path("files/<uuid:stored>/drop/", views.drop_file, name="drop"),
]
