"""Addresses of uploads in the portal; those below `files/` are the upload service's."""

from django.urls import path

from . import views

app_name = "uploads"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("tickets/<str:purpose>/", views.ticket, name="ticket"),
    path("plain/<str:purpose>/", views.plain, name="plain"),
    path("<uuid:sending>/", views.state, name="state"),
    path("<uuid:sending>/drop/", views.drop_one, name="drop"),
]
