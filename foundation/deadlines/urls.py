"""Addresses of clocks and calendar."""

from django.urls import path

from .views import calendar, clocks

app_name = "deadlines"
urlpatterns = [
    path("", clocks.clock_list, name="clocks"),
    path("export/", clocks.clock_export, name="export"),
    path("<int:pk>/", clocks.clock, name="clock"),
    path("<int:pk>/<slug:verb>/", clocks.act, name="act"),
    path("calendar/", calendar.this_year, name="calendar"),
    path("calendar/load/", calendar.load, name="calendar_load"),
    path("calendar/<int:year>/", calendar.year, name="calendar_year"),
]
