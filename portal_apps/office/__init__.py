"""The office itself: the first page after login."""
