"""Broadcasts in the office and on pages."""
