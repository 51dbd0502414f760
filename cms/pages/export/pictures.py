"""Pictures: a few sizes of each, never larger than the original, without the camera's own data (EXIF)."""

import logging
from collections.abc import Iterable

from cms.library.models import SiteImage, SiteRendition
from publishing.contract import Asset, Picture, Rendition

from . import assets

log = logging.getLogger(__name__)

WIDTHS = (480, 960, 1440)
FALLBACK_WIDTH = 1200
WEBP = "width-{}|withoutmeta|format-webp|webpquality-80"
JPEG = "width-{}|withoutmeta|format-jpeg|jpegquality-82|bgcolor-ffffff"


def specs(image: SiteImage) -> tuple[list[str], str]:
    """The filter of every WebP size of `image`, smallest first, and the filter of its JPEG."""
    widths = sorted({min(width, image.width) for width in WIDTHS})
    return [WEBP.format(w) for w in widths], JPEG.format(min(FALLBACK_WIDTH, image.width))


class PictureBook:
    """The pictures of a batch: two queries for all that were rendered before."""

    def __init__(self, image_ids: Iterable[int]):
        self.images = SiteImage.objects.in_bulk(list(image_ids))
        rows = SiteRendition.objects.filter(image__in=self.images, filter_spec__contains="withoutmeta")
        self.rendered = {(row.image_id, row.filter_spec): row for row in rows}

    def picture(self, image_id, alt: str = "") -> tuple[Picture | None, list[Asset]]:
        """The picture and its files. None where the image was deleted or its file is lost."""
        image = self.images.get(int(image_id)) if image_id else None
        if image is None:
            return None, []
        webp, jpeg = specs(image)
        try:
            files = [self._file(image, spec) for spec in (*webp, jpeg)]
        except OSError as error:
            log.error("image %s of the library cannot be read: %s", image.pk, error)
            return None, []
        sizes = [rendition for rendition, _ in files]
        picture = Picture(
            alt=(alt or image.default_alt_text or "").strip(),
            renditions=tuple(sizes[:-1]),
            fallback=sizes[-1],
            credit=image.credit,
        )
        return picture, [asset for _, asset in files]

    def _file(self, image: SiteImage, spec: str) -> tuple[Rendition, Asset]:
        row = self.rendered.get((image.pk, spec)) or image.get_rendition(spec)
        self.rendered[image.pk, spec] = row
        if not assets.holds(row.sha256):
            row = self.rendered[image.pk, spec] = self._store(image, row)
        extension, mime = ("webp", "image/webp") if "format-webp" in spec else ("jpg", "image/jpeg")
        path = f"/media/{row.sha256[:16]}-{row.width}.{extension}"
        return (
            Rendition(path=path, width=row.width, height=row.height, type=mime),
            Asset(path=path, sha256=row.sha256, size=row.size),
        )

    def _store(self, image: SiteImage, row: SiteRendition) -> SiteRendition:
        try:
            row.file.open("rb")
        except OSError:  # somebody tidied the media folder: draw this size again
            row.delete()
            row = image.get_rendition(row.filter_spec)
            row.file.open("rb")
        with row.file as source:
            row.sha256, row.size = assets.keep(source)
        SiteRendition.objects.filter(pk=row.pk).update(sha256=row.sha256, size=row.size)
        return row
