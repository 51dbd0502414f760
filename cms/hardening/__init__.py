"""Wagtail's admin without inline scripts, so that the Content-Security-Policy can forbid them."""
