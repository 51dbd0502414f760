"""Accounts inside Wagtail's admin: the users screen with our fields."""
