"""Screens for people, and the doors for the other system."""
