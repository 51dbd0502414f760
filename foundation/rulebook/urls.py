"""Addresses of the rules, below /rules/."""

from django.urls import path

from . import views

app_name = "rulebook"
urlpatterns = [
    path("", views.rule_list, name="rules"),
    path("<str:key>/", views.rule, name="rule"),
]
