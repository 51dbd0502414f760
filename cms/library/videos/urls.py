"""Addresses of the video library, below /admin/videos/."""

from django.urls import path

from . import acts, captions, views

app_name = "videos"
urlpatterns = [
    path("", views.index, name="index"),
    path("fresh/", views.fresh, name="fresh"),
    path("add/", views.add, name="add"),
    path("<uuid:key>/", views.detail, name="detail"),
    path("<uuid:key>/status/", views.status, name="status"),
    path("<uuid:key>/chapters/", views.chapters, name="chapters"),
    path("<uuid:key>/act/<slug:verb>/", acts.act, name="act"),
    path("<uuid:key>/captions/", captions.upload, name="upload_captions"),
    path("<uuid:key>/captions/<str:language>/", captions.edit, name="captions"),
]
