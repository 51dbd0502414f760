"""Screens of rights and grants."""
