"""Which text fields of a case, its people and its files may reach the public, and a canary for each of the others.

A field that is in no list has no decision: the test fails until somebody makes one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from django.apps import apps
from django.db import models
from django.db.models.signals import pre_save

from foundation.accounts.models import User
from foundation.attachments.models import StoredFile
from foundation.life.models import ProxyEntry
from portal_apps.motions.models import Reply

#: Shown, redacted where the office says so, once somebody approved it.
PUBLIC = {
    "Area": "name short",
    "Body": "name",
    "Category": "name",
    "Commitment": "promise",
    "Item": "title number publicity_reason summary",
    "Person": "name",
    "Reply": "title document_number body public_summary publicity_note",
    "Text": "situation analysis proposal",
}
#: Keys, digests, patterns and rules: nobody's words, and a canary would break what they are for.
MACHINE = {
    "Area": "code",
    "Errand": "asked file",
    "Event": "verb from_state to_state dues detail said",
    "Fact": "letter",
    "Guide": "field help scaffold",
    "GateRule": "key name words exceptions message where source",
    "Item": "number_period",
    "LetterFile": "missing digest file",
    "LetterTemplate": "digest file name",
    "NumberCounter": "period",
    "NumberSeries": "pattern",
    "OfficeText": "title text",
    "Person": "initials photo",
    "PersonalData": "id_number_print phone_print id_number aids",
    "ReportDraft": "opening outlook",  # the yearly report is a paper of its own, issued by other hands
    "YearReport": "silence figures opening outlook word word_digest pdf pdf_digest",
    "Saved": "page",
    "SavedView": "queue query office",
    "ProxyEntry": "subject_key verb object_key scan scan_digest scan_type",
    "Reply": "result_class scan",
    "ResultClass": "letter",
    "Revision": "name book before after",
    "StoredFile": "purpose digest given_digest file claimed_by",
    "Tag": "name",
    "Text": "title",
    "User": "password username",
    "Words": "title text",  # the search index of what the others say
    "MandateChange": "ground document effect document_name law",
    "Membership": "post",
    "Redaction": "passages",  # what is hidden in the test is a canary of its own
}
#: Everything else that people wrote: internal, personal, or not approved for the public.
PRIVATE = {
    "AssistOpinion": "text",
    "Assessment": "participants opinion disposal",
    "Body": "ground",
    "Comment": "text",
    "Commitment": "responsible sentence outcome",
    "Contact": "notes",
    "Conversion": "decision",
    "Evaluation": "reasons",
    "Errand": "name",
    "ErrandRow": "label why",
    "Event": "reason",
    "Extension": "reason ground",
    "Handling": "task",
    "Instruction": "text",
    "Item": "suggested_unit_text survey contact_note source_note",
    "KeySupervision": "reason consulted decision leader report",
    "Mandate": "constituency certificate_number",
    "Merge": "reason",
    "MotionCourse": "opinion decision report vote",
    "Person": "occupation employer duty resume",
    "PersonalData": "phone email address postcode office_phone",
    "ProxyEntry": "note subject_name",
    "Redo": "demands",
    "Reply": "dismissed assist_note contact_unit contact_person contact_phone copies publicity_reason",
    "ReturnRequest": "grounds suggested_unit late_override opinion decision",
    "Saved": "title situation analysis proposal",
    "SavedView": "name",
    "SessionCutoff": "decision",
    "StoredFile": "name",
    "SubHandling": "task result",
    "Urging": "text",
    "User": "first_name last_name email display_name phone staff_number",
}
#: People and what they hold beside a case; nothing of these is read by the public side of motions.
ELSEWHERE = (
    "LiaisonPerson", "MandateChange", "Membership", "PublicOffice", "Rollover", "Absence", "Relocation", "Alert", "Wish",
)  # fmt: skip


def fields() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every text field of a case, of its people and its files that is no choice of a list."""
    own = [
        model
        for label in ("motions", "motions_public", "deputies")
        for model in apps.get_app_config(label).get_models()
    ]
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField)
    for model in [*own, User, StoredFile, ProxyEntry]:
        for field in model._meta.concrete_fields:
            if isinstance(field, kinds) and not field.choices and model.__name__ not in ELSEWHERE:
                yield model, field


def listed(table: dict[str, str]) -> set[str]:
    return {f"{model}.{name}" for model, names in table.items() for name in names.split()}


class Canaries:
    """A word for each private field; `told` says which field a word was planted in."""

    def __init__(self) -> None:
        private = sorted(listed(PRIVATE))
        self.words = {name: f"qz{number:02}kanari" for number, name in enumerate(private)}
        self.planted: set[str] = set()
        self.numbers = count(1)

    def plant_in_replies(self) -> None:
        """Once all are written: the act looks whether a draft says what was typed."""
        for name in PRIVATE["Reply"].split():
            word = self.words[f"Reply.{name}"]
            json = isinstance(Reply._meta.get_field(name), models.JSONField)
            Reply.objects.update(**{name: [word] if json else word})
            self.planted.add(f"Reply.{name}")

    def plant(self, sender, instance, raw=False, **_) -> None:
        """Into whatever is saved: what somebody said there, or what nobody said yet."""
        for field in sender._meta.concrete_fields:
            name = f"{sender.__name__}.{field.name}"
            if name in self.words and sender is not Reply:
                word = self.words[name] + (f"{next(self.numbers)}" if field.unique else "")
                word = word[: getattr(field, "max_length", None) or 200]
                setattr(instance, field.attname, [word] if isinstance(field, models.JSONField) else word)
                self.planted.add(name)

    @contextmanager
    def everywhere(self) -> Iterator[None]:
        pre_save.connect(self.plant)
        try:
            yield
        finally:
            pre_save.disconnect(self.plant)

    def found_in(self, text: bytes) -> list[str]:
        """Short fields take the first letters of their word."""
        return [name for name, word in self.words.items() if word[:7].encode() in text]
