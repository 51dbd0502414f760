"""Pressing, choosing, instructing, talking, publishing, closing."""
