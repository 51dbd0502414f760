"""Addresses of open data, below /open/."""

from django.urls import path

from .api import api
from .views import documentation

urlpatterns = [
    path("", documentation, name="open_data"),
    path("v1/", api.urls),
]
