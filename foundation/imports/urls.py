"""Addresses of tables handed in."""

from django.urls import path

from . import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/<str:key>/", views.new, name="new"),
    path("blank/<str:key>/", views.blank, name="blank"),
    path("<int:pk>/", views.one, name="one"),
    path("<int:pk>/remarks/", views.remarks, name="remarks"),
    path("<int:pk>/<slug:verb>/", views.act, name="act"),
]
