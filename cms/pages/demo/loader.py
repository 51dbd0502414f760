"""Fill a new site with content of a fictitious city. What is there already is left alone."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Locale, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from .. import models
from ..services.publish_imported import publish_imported
from ..services.setup_site import setup_site, system_user
from ..setup import manuscript
from . import library
from .calendar import Calendar
from .identity import fill_identity

KINDS = {
    "news": models.NewsPage,
    "notice": models.NoticePage,
    "legislative": models.LegislativePage,
    "policy": models.PolicyPage,
    "meeting": models.MeetingNoticePage,
    "picture_story": models.PictureStoryPage,
    "topic": models.TopicPage,
}
FILES = ("news", "headlines", "legislation", "laws", "notices", "supervision", "policy", "special")
COMMON = {
    "key",
    "kind",
    "column",
    "days",
    "at",
    "body",
    "en",
    "image",
    "pictures",
    "agenda",
    "groups",
    "tags",
    "author",
}
REASON = "载入演示内容"
EDITOR = "研究室　程一苇"


class Loader:
    def __init__(self, step: Callable[[], None]):
        self.step = step
        self.calendar = Calendar()
        self.by = system_user()
        self.pages: dict[str, int] = {}
        self.made = 0

    @transaction.atomic
    def run(self) -> int:
        """Load everything; return how many pages were made."""
        with disable_reference_index_auto_update():  # once at the end instead of at each of the savings
            self._load()
        for model in models.public_models():
            for page in model.objects.all():
                ReferenceIndex.create_or_update_for_object(page)
        return self.made

    def _load(self) -> None:
        setup_site()
        fill_identity()
        self.images = library.pictures(self.step)
        self.files = library.documents(self.step)
        self.columns = {c.slug: c for c in models.ColumnPage.objects.filter(locale__language_code="zh-hans")}
        specs = sorted(self._specs(), key=lambda s: (-s["days"], s["at"]))
        drafts = [(spec, page) for spec in specs if (page := self._draft(spec)) is not None]
        for spec, page in drafts:
            self._publish(spec, page)

    def find(self, kind: str, key: str) -> int:
        return {"page": self.pages, "file": self.files, "image": self.images}[kind][key]

    def _specs(self) -> Iterator[dict[str, Any]]:
        for name in FILES:
            content = library.load(name)
            yield from content["item"]
            yield from ({"kind": "topic", "column": "zhuanti", **t} for t in content.get("topic", ()))

    def _draft(self, spec: dict) -> Any | None:
        """An empty page that others can point at, or None if it was loaded before."""
        model, column = KINDS[spec["kind"]], self.columns[spec["column"]]
        slug = spec["key"] if spec["kind"] == "topic" else f"demo-{spec['key']}"
        existing = model.objects.child_of(column).filter(slug=slug).first()
        if existing:
            self.pages[spec["key"]] = existing.pk
            return None
        page = model(title=spec["title"], slug=slug, owner=self.by, **self._required(spec))
        column.refresh_from_db()
        column.add_child(instance=page)
        self.pages[spec["key"]] = page.pk
        return page

    def _required(self, spec: dict) -> dict:
        return {"starts_at": self.calendar.appointment(spec["starts_at"])} if "starts_at" in spec else {}

    def _publish(self, spec: dict, page) -> None:
        self._write(page, spec, spec)
        when = self.calendar.past(spec["days"], spec["at"])
        page = publish_imported(page, by=self.by, reason=REASON, published_on=when)
        self.made += 1
        self.step()
        if "en" in spec:
            self._translate(spec, page, when)

    def _write(self, page, spec: dict, said: dict) -> None:
        """Fill the page: facts from `spec`, words from `said` (the same, or its English part)."""
        facts = {k: v for k, v in {**spec, **said}.items() if k not in COMMON and hasattr(page, k)}
        for name, value in facts.items():
            setattr(page, name, self._value(page, name, value))
        page.body = (
            manuscript.stored(self.calendar.fill(said.get("body", "")), self.find) if said.get("body") else []
        )
        if "image" in spec:
            page.lead_image_id = self.images[spec["image"]]
        if isinstance(page, models.Item):
            page.source = facts.get("source") or (
                "General Office" if said is not spec else "市人大常委会研究室"
            )
            page.author_name = spec.get("author", "") if said is spec else ""
            page.responsible_editor = EDITOR if said is spec else ""
            page.tags.set(spec.get("tags", ()) if said is spec else ())
        self._relations(page, spec, said)

    def _value(self, page, name: str, value):
        if name.endswith("_on") and isinstance(value, int):
            return self.calendar.day(value)
        if name.endswith("_at"):
            return self.calendar.appointment(value)
        return self.calendar.fill(value) if isinstance(value, str) else value

    def _relations(self, page, spec: dict, said: dict) -> None:
        for key, caption in said.get("pictures", ()):
            page.pictures.add(models.StoryPicture(image_id=self.images[key], caption=caption))
        for section, keys in said.get("groups", ()):
            for key in keys:
                page.items.add(models.TopicItem(section=section, page_id=self.pages[key]))
        if agenda := said.get("agenda"):
            names = ("category", "subject", "action")
            page.agenda = [{"type": "item", "value": dict(zip(names, row, strict=True))} for row in agenda]

    def _translate(self, spec: dict, page, when) -> None:
        english, column = Locale.objects.get(language_code="en"), page.get_parent().specific
        while not (parent := column.get_translation_or_none(english)):
            column = column.get_parent().specific
        said = spec["en"]
        twin = type(page)(
            title=said["title"], slug=page.slug, locale=english, translation_key=page.translation_key,
            owner=self.by, **self._required(spec),
        )  # fmt: skip
        parent.add_child(instance=twin)
        self._write(twin, {**spec, "source": "", "how_to_comment": "", "subtitle": ""}, said)
        publish_imported(twin, by=self.by, reason=REASON, published_on=when)
        self.made += 1
