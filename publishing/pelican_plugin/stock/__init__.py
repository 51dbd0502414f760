"""Themes and plugins written for Pelican itself: they see Pelican's own objects and lists, and pages stay incremental."""
