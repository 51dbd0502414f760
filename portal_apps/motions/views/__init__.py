"""Screens: writing, the case, its acts, the list."""
