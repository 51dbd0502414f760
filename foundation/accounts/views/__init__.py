"""Screens of accounts; their templates belong to the shell of the portal."""
