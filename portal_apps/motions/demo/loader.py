"""Fill an empty demo with a year of invented items. What is there already is left alone."""

import hashlib
import io
import tomllib
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from PIL import Image

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile
from foundation.audit.services import record
from foundation.deadlines.models import HolidayNotice

from ..annexes import DOCUMENT
from ..models import Category, Item
from .book import Book
from .cast import Cast, gather
from .course import motion, suggestion
from .life import Life
from .plans import plans

HERE = Path(__file__).parent
SEED = 20260113
EVIDENCE = "演示用的落实证明：这里应当是现场照片或者验收单。"


@transaction.atomic
def load_demo_motions(now: datetime | None = None) -> int:
    """How many items were made: 0 when there are some already. The same day makes the same year.

    Raises ImproperlyConfigured outside the demo.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("只有演示环境（DEMO = True）可以装入演示内容。")
    if Item.objects.exists():
        return 0
    said = tomllib.loads((HERE / "matters.toml").read_text("utf-8"))
    book, cast, rng = Book(), gather(), Random(SEED)
    play(book, cast, rng, said, until(now or timezone.now()))
    book.write()
    made = len(book.rows[Item])
    record(actor=None, verb="motions.demo", object_key="motions.item", items=made)
    return made


def until(now: datetime) -> datetime:
    """Today, or the last day from which every deadline can be counted: of a year whose holidays are known."""
    known = HolidayNotice.objects.aggregate(last=Max("year"))["last"]
    return min(now, timezone.make_aware(datetime(known, 11, 28, 18)))


def play(book: Book, cast: Cast, rng: Random, said: dict[str, Any], now: datetime) -> None:
    categories = {one.name: one for one in Category.objects.filter(parent=None)}
    evidence = _evidence(cast.people["congress_staff"])
    for plan in plans(said, cast, rng, timezone.localdate(now)):
        course = motion if plan.kind == "motion" else suggestion
        course(Life(book, cast, rng, now, plan), categories, evidence)


def _evidence(owner: User) -> dict[str, Any]:
    """One small picture stands for all of them."""

    made = io.BytesIO()
    Image.new("RGB", (160, 120), (222, 218, 208)).save(made, "PNG")
    content = made.getvalue()
    size, digest = len(content), hashlib.sha256(content).hexdigest()
    stored = StoredFile(
        owner=owner, purpose=DOCUMENT, name="现场照片（演示）.png", kind="png", size=size, given_size=size,
        digest=digest, given_digest=digest, width=160, height=120, claimed_by="motions.demo",
    )  # fmt: skip
    stored.file.save("kept", ContentFile(content))
    return {"stored": stored}
