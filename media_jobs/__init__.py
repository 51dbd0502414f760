"""Uploads and live meetings made playable."""
