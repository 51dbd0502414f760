"""Screens of broadcasts in Wagtail's admin: the calendar, one broadcast, its keys, its control room."""
