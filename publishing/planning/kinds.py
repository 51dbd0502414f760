"""Which template shows which kind of document. A kind the table does not name brings `pages/<kind>.html`."""

from collections.abc import Mapping
from typing import Any

STRUCTURE = {"site", "home", "column"}  # shown by pages of their own making
TEMPLATES = {"news": "pages/item", "notice": "pages/item", "page": "pages/plain"}


def template_of(kind: str) -> str:
    return TEMPLATES.get(kind, f"pages/{kind}")


def is_listed(head: Mapping[str, Any]) -> bool:
    """Stands in lists: has a place in the permanent order and a column."""
    return head["sequence"] > 0 and head["kind"] not in STRUCTURE
