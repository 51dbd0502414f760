"""The photo of a deputy: made small and clean before it is kept."""

import io

from django.core.files.base import ContentFile, File
from django.db import transaction
from PIL import Image, ImageOps

from foundation.audit.services import record
from foundation.rights.may import demand
from foundation.rights.refusals import Refused

from ..models import Person

LARGEST = (480, 640)  # pixels; enough for a page and a certificate


@transaction.atomic
def set_photo(person: Person, file: File, *, by) -> None:
    """Keep it as a JPEG without what cameras write into it (place, device)."""
    demand(by, "deputies.edit", person)
    person.photo.save("photo.jpg", _portrait(file), save=False)
    person.save(update_fields=["photo"])
    record(actor=by, verb="deputies.photo", obj=person)


def _portrait(file: File) -> ContentFile:
    try:
        picture = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
    except (OSError, Image.DecompressionBombError) as error:
        raise Refused("照片读不出来，请换 JPG 或者 PNG。") from error
    picture.thumbnail(LARGEST)
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=88)
    return ContentFile(made.getvalue())
