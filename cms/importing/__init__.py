"""Bringing content from other systems: read, clean, map to pages, never lose a paragraph."""
