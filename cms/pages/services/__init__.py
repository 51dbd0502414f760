"""Verbs on pages that other folders may call."""

from .merge_tags import merge_tags
from .publish_imported import publish_imported
from .setup_site import setup_site

__all__ = ["merge_tags", "publish_imported", "setup_site"]
