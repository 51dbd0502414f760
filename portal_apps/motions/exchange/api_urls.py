"""Addresses for the other system, below /exchange/v1/."""

from django.urls import path

from .views import api

app_name = "exchange_api"
urlpatterns = [
    path("messages", api.messages, name="messages"),
    path("files/<slug:digest>", api.put_file, name="file"),
    path("fetch", api.fetch, name="fetch"),
    path("states", api.states, name="states"),
    path("keys", api.keys, name="keys"),
    path("openapi.json", api.described, name="openapi"),
    path("schemas/<slug:name>.json", api.schema, name="schema"),
]
