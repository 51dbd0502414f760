"""The screen for tags: rename, merge, delete."""
