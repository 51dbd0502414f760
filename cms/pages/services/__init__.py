"""Verbs on pages that other folders may call."""

from .publish_imported import publish_imported
from .setup_site import setup_site

__all__ = ["publish_imported", "setup_site"]
