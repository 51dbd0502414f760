"""Addresses of motions and suggestions, below /motions/."""

from django.urls import path

from .views import acting, case, listing, writing

app_name = "motions"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("new/", writing.new, name="new"),
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/write/", writing.write, name="write"),
    path("<int:pk>/follow/", case.follow_case, name="follow"),
    path("<int:pk>/act/<slug:verb>/", acting.act, name="act"),
    path("<int:pk>/act/<slug:verb>/<int:on>/", acting.act, name="act_on"),
]
