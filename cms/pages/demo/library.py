"""Pictures and files of the demo, put into the library once."""

import io
import tomllib
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Collection

from cms.library.models import SiteDocument, SiteImage

from . import files
from .pictures import SCENES

TEXTS = Path(__file__).resolve().parent / "texts"
COLLECTION = "演示素材"
CREDIT = "示意图"


def load(name: str) -> dict:
    return tomllib.loads((TEXTS / f"{name}.toml").read_text("utf-8"))


def _collection() -> Collection:
    found = Collection.objects.filter(name=COLLECTION, depth=2).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)


def pictures(step) -> dict[str, int]:
    """Scene → id of its picture; draws what is missing. `step()` is called after each."""
    collection, ids = _collection(), {}
    for key, (title, alt) in load("pictures").items():
        image = SiteImage.objects.filter(collection=collection, title=title).first()
        if image is None:
            drawn = ImageFile(io.BytesIO(SCENES[key]().jpeg()), name=f"demo-{key}.jpg")
            image = SiteImage(title=title, description=alt, credit=CREDIT, collection=collection, file=drawn)
            image._set_image_file_metadata()
            image.save()
        ids[key] = image.pk
        step()
    return ids


def documents(step) -> dict[str, int]:
    """File key → id of its document; makes what is missing."""
    collection, ids = _collection(), {}
    for spec in load("files")["file"]:
        name = f"demo-{spec['key']}.{spec['type']}"
        document = (
            SiteDocument.objects.filter(collection=collection, title=spec["title"])
            .filter(file__endswith=f".{spec['type']}")
            .first()
        )
        if document is None:
            document = SiteDocument(title=spec["title"], collection=collection)
            document.file = ContentFile(files.make(spec), name=name)
            document.save()
        ids[spec["key"]] = document.pk
        step()
    return ids
