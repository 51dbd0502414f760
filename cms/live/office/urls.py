"""Addresses of broadcasts, below /admin/broadcasts/."""

from django.urls import path

from . import acts, room, views

app_name = "broadcasts"
urlpatterns = [
    path("", views.index, name="index"),
    path("fresh/", views.fresh, name="fresh"),
    path("add/", views.add, name="add"),
    path("<uuid:key>/", views.edit, name="edit"),
    path("<uuid:key>/keys/", views.issue, name="issue"),
    path("<uuid:key>/keys/<int:number>/revoke/", views.revoke, name="revoke"),
    path("<uuid:key>/room/", room.room, name="room"),
    path("<uuid:key>/now/", room.now, name="now"),
    path("<uuid:key>/act/<slug:verb>/", acts.act, name="act"),
    path("<uuid:key>/points/<int:number>/", acts.begin_point, name="begin"),
]
