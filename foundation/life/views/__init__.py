"""Screens of accounts and their lives."""
