"""Screens of the editorial office inside Wagtail's admin: one module for each."""
