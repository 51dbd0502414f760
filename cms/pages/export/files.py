"""Files to download: named in Chinese as the editor called them, addressed by what they contain."""

import logging
from collections.abc import Iterable

from cms.library.models import SiteDocument
from publishing.contract import Asset, Attachment

from . import assets

log = logging.getLogger(__name__)
FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', " "))


class FileShelf:
    """The files of a batch: one query."""

    def __init__(self, document_ids: Iterable[int]):
        self.documents = SiteDocument.objects.in_bulk(list(document_ids))

    def attachment(self, document_id) -> tuple[Attachment, Asset] | None:
        """The attachment and its file, or None where it was deleted or its file is lost."""
        document = self.documents.get(int(document_id)) if document_id else None
        if document is None:
            return None
        try:
            self._store(document)
        except OSError as error:
            log.error("file %s of the library cannot be read: %s", document.pk, error)
            return None
        extension = document.file_extension.lower()
        path = f"/files/{document.sha256[:16]}.{extension}"
        attachment = Attachment(
            title=document.title,
            path=path,
            filename=f"{download_name(document.title, extension)}.{extension}",
            type=extension.upper(),
            size=document.file_size,
            sha256=document.sha256,
        )
        return attachment, Asset(path=path, sha256=document.sha256, size=document.file_size)

    def _store(self, document: SiteDocument) -> None:
        if assets.holds(document.sha256):
            return
        with document.file.open("rb") as source:
            document.sha256, document.file_size = assets.keep(source)
        SiteDocument.objects.filter(pk=document.pk).update(
            sha256=document.sha256, file_size=document.file_size
        )


def download_name(title: str, extension: str) -> str:
    """A file name any system accepts, without an extension typed twice."""
    name = " ".join(title.translate(FORBIDDEN).split()).removesuffix(f".{extension}")
    return name[:80].strip(" .") or "附件"
