"""Documents of acts: handed in and examined before (`foundation.attachments`), claimed by the act that rests on them."""

from foundation.attachments.models import StoredFile
from foundation.attachments.services import claim

from ..annexes import DOCUMENT
from ..models import Attachment
from .acting import Act


def keep_paper(stored: StoredFile, act: Act, role: str = Attachment.Role.DOCUMENT) -> Attachment:
    """Of whoever does the act, and of nothing else yet. Raises Refused."""
    claim([stored.key], act.item, by=act.by, purpose=DOCUMENT)
    return Attachment.objects.create(
        item=act.item, handling=act.handling, commitment=act.promise, role=role, stored=stored, by=act.by
    )
