"""What the tests of the search need."""

import json
from dataclasses import asdict

from publishing.contract import Document, canonical_json


def head_of(document: Document) -> dict:
    """As the snapshot gives it."""
    value = json.loads(canonical_json(asdict(document)))
    value.pop("body")
    return {**value, "sha": document.sha}
