"""Verbs on pages that other folders may call."""

from .change_published_date import change_published_date
from .publish_imported import publish_imported
from .setup_site import setup_site

__all__ = ["change_published_date", "publish_imported", "setup_site"]
