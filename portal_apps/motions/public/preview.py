"""What the public would see if this were decided: the verb itself is done and taken back, the page is the real one."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.db import transaction

from foundation.accounts.models import User
from publishing.contract import Document, canonical_json
from publishing.services import render_preview

from ..models import Item
from .export import export
from .selecting import document_id

SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)


def public_document(item: Item) -> Document | None:
    """As it stands now; none where the public reads nothing."""
    return next((one for one in export([document_id(item)]) if isinstance(one, Document)), None)


def rehearsed(verb: Callable[..., Any], thing: Any, item: Item, *, by: User, **said: Any) -> Document | None:
    """After the verb, which leaves nothing behind. Raises what the verb raises."""
    with transaction.atomic():
        verb(thing, by=by, **said)
        document = public_document(item)
        transaction.set_rollback(True)
    return document


def digest(document: Document | None) -> str:
    """Of what the public would read; moments, which go on while somebody reads, are not part of it."""
    said = (
        "" if document is None else canonical_json([document.title, document.data["record"], document.body])
    )
    return hashlib.sha256(said.encode()).hexdigest()


def page(document: Document) -> str:
    """HTML, as the site would show it, for a frame that runs no script."""
    return SCRIPTS.sub("", render_preview(document))
