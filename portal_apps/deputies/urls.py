"""Addresses of deputies and bodies, below /deputies/."""

app_name = "deputies"
urlpatterns: list = []
