"""The fingerprint of what a revision says, so that an approval cannot outlive the text it was given for."""

import hashlib
import json

from wagtail.models import Revision


def content_sha(revision_id: int) -> str:
    """SHA-256 of the stored content. Read from the database, because the copy in memory may be older."""
    content = Revision.objects.values_list("content", flat=True).get(pk=revision_id)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
