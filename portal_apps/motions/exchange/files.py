"""Files both ways: what the deputies handed in, by its digest; what the office hands in, examined before a message names it."""

import io
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db.models import Q, QuerySet

from foundation.attachments.errors import ScannerAway, UnfitFile
from foundation.attachments.kinds import KINDS
from foundation.attachments.models import StoredFile
from foundation.attachments.names import shown_name
from foundation.attachments.purposes import PURPOSES
from foundation.attachments.services import keep
from foundation.rights.refusals import Refused
from portal_apps.motions.annexes import DOCUMENT, annexes_of
from portal_apps.motions.models import Attachment, Item

from .errors import Fault
from .models import Peer

LARGEST = 200 * 1024 * 1024  # bytes; what of it is taken the rules of attachments say


def given_of(item: Item) -> QuerySet[StoredFile]:
    """What the deputies handed in with it."""
    papers = Q(papers__item=item, papers__role=Attachment.Role.ANNEX)
    return StoredFile.objects.filter(Q(pk__in=annexes_of(item).values("pk")) | papers).distinct()


def take(peer: Peer, content: bytes) -> StoredFile:
    """Examine it and let it wait for its message; the same again is the same. Raises Fault with what is wrong."""
    upload = InMemoryUploadedFile(io.BytesIO(content), None, "file", "", len(content), None)
    try:
        return keep(upload, by=peer.identity, purpose=PURPOSES[DOCUMENT])
    except UnfitFile as unfit:
        raise Fault(422, "unfit", str(unfit)) from None
    except ScannerAway as away:
        raise Fault(503, "scanner", str(away)) from None
    except Refused as refusal:
        raise Fault(429, "too_much", str(refusal)) from None


def named(peer: Peer, said: dict[str, Any]) -> Sequence[StoredFile]:
    """The files of a message, under the names it gives them. Raises Fault where one has not come yet: the message may
    come again once it has."""
    found = []
    waiting = StoredFile.objects.unclaimed().filter(owner=peer.identity, purpose=DOCUMENT)
    for index, one in enumerate(said.get("files", ())):
        held = waiting.filter(given_digest=one["digest"]).first()
        if held is None:
            where = f"/body/files/{index}/digest"
            raise Fault(409, "file_missing", f"文件“{one['name']}”还没有传来。", where=where)
        held.name = shown_name(one["name"], KINDS[held.kind])
        held.save(update_fields=["name"])
        found.append(held)
    return found
