"""Addresses of the screens, below /motions/exchange/."""

from django.urls import path

from .views import packages, screens, setup

app_name = "exchange"
urlpatterns = [
    path("", screens.index, name="index"),
    path("connect/", setup.connect_new, name="connect"),
    path("<int:peer>/", screens.one, name="one"),
    path("<int:peer>/act/", screens.act, name="act"),
    path("<int:peer>/resend/<int:message>/", screens.resend_one, name="resend"),
    path("<int:peer>/packages/", packages.packages, name="packages"),
    path("<int:peer>/packages/<int:batch>/", packages.download, name="package"),
    path("<int:peer>/setup/", setup.setup, name="setup"),
    path("<int:peer>/keys/", setup.keys, name="keys"),
]
