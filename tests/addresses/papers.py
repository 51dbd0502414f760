"""What else lies about in the house of the walk: papers of people's lives and mandates, tables handed in, a translation."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from foundation.imports.models import Upload as Table
from foundation.life.models import Invitation, Leave, ProxyEntry, Restore
from media_jobs.models import Video
from media_jobs.services import live
from media_jobs.uploads.models import Upload
from portal_apps.deputies.models import (
    Absence,
    Alert,
    Body,
    MandateChange,
    Membership,
    Person,
    PublicOffice,
    Session,
    Wish,
)
from portal_apps.deputies.states import State
from portal_apps.motions.exchange.models import Batch, Outgoing, Peer
from portal_apps.motions.models import (
    Category,
    Errand,
    Handling,
    Item,
    Revision,
    SavedView,
    Sponsor,
    Text,
    YearReport,
)
from tests.services.people import make_user

DAY = date(2023, 1, 10)
WEEK = timedelta(days=7)


def papers_of(name: str, owner, deputy: Person, mandate) -> dict[str, Any]:
    """Of one person: what `hand_to` hands on is found by the same names."""
    somebody = make_user()
    deputy.photo.save(f"{name}.jpg", ContentFile(b"\xff\xd8\xff"), save=True)
    mandate_change = MandateChange.objects.create(
        mandate=mandate,
        verb="confirm",
        to_state=State.CONFIRMED,
        decided_on=DAY,
        document=ContentFile(b"%PDF-1.4", name=f"{name}.pdf"),
        document_name="决定.pdf",
    )
    entry = ProxyEntry(
        person=somebody, by=owner, verb="messages", object_key="x", how="paper", scan_type="application/pdf"
    )
    entry.scan.save("x", ContentFile(b"%PDF-1.4"))
    return {
        "table": Table.objects.create(kind="deputies", name="名单.csv", size=1, sha256="0", by=owner),
        "invitation": Invitation.objects.create(
            person=somebody, holder="deputy", digest=name, made_by=owner, expires_at=timezone.now() + WEEK
        ),
        "time_off": Leave.objects.create(
            person=somebody,
            stand_in=owner,
            since=timezone.localdate(),
            until=timezone.localdate() + WEEK,
            reason="年休",
            made_by=owner,
        ),
        "restore": Restore.objects.create(person=somebody, reason="本人到场", asked_by=make_user()),
        "entry": entry,
        "wish": Wish.objects.create(person=deputy, said="{}", by=owner),
        "alert": Alert.objects.create(kind="moved", person=deputy, text="住址变动", law="代表法"),
        "mandate_change": mandate_change,
        "post": Membership.objects.create(
            person=deputy, mandate=mandate, body=mandate.delegation, post="member"
        ),
        "office": PublicOffice.objects.create(person=deputy, branch="court", title="法官"),
        "absence": Absence.objects.create(mandate=mandate, session=_session(mandate.term), ground="报告"),
    }


def desk_of(name: str, owner) -> dict[str, Any]:
    """A view somebody kept, an export somebody asked for, a file on its way."""
    export = Errand(kind="export", by=owner, name="x.csv", ended_at=timezone.now())
    export.file.save("x", ContentFile(b"x"), save=True)
    sending = Upload.objects.create(owner=owner, purpose="test-matrix", name="x", size=1)
    return {
        "view": SavedView.objects.create(owner=owner, name=name),
        "errand": export,
        "sending": sending,
        "video": Video.objects.create(
            title=name, created_by=owner, source="x", source_name="x", access="deputies"
        ),
        **_broadcast(name, owner),
    }


def _broadcast(name: str, owner) -> dict[str, Any]:
    """One that is planned, with a key and a point of the agenda."""
    now = timezone.now()
    broadcast = live.Broadcast.objects.create(
        title=name, created_by=owner, starts_at=now, ends_at=now + timedelta(hours=2), delay_s=10
    )
    key = live.StreamKey.objects.create(
        broadcast=broadcast,
        digest=uuid4().hex * 2,
        which="main",
        issued_by=owner,
        expires_at=broadcast.ends_at,
    )
    return {
        "broadcast": broadcast,
        "stream_key": key,
        "point": live.AgendaPoint.objects.create(broadcast=broadcast, order=1, title="表决"),
    }


#: as `world.BY_ROUTE`
MOTION_ROUTES: tuple[tuple[str, dict[str, str]], ...] = (
    ("training/", {"key": "video"}),
    ("admin/broadcasts/", {"key": "broadcast", "pk": "broadcast", "verb": "open"}),
    ("admin/broadcasts/<uuid:key>/keys/", {"number": "stream_key"}),
    ("admin/broadcasts/<uuid:key>/points/", {"number": "point"}),
    ("videos/link/", {"key": "video"}),
    ("motions/queues/", {"key": "assign"}),
    ("motions/views/", {"pk": "view"}),
    ("motions/many/", {"verb": "classify"}),
    ("motions/errands/", {"pk": "errand"}),
    ("motions/<int:pk>", {"pk": "item", "verb": "sign_for", "on": "handling"}),
    ("motions/<int:pk>/", {"reply": "1", "sponsor": "1", "form": "word", "opinion": "1"}),
    ("motions/settings/<slug:book>/", {"book": "categories", "pk": "category"}),
    ("motions/settings/undo/", {"pk": "revision_of_category"}),
    ("motions/templates/", {"pk": "1", "what": "now"}),
    ("motions/<int:pk>/act/<slug:verb>/", {"verb": "object"}),
    ("motions/<int:pk>/act/<slug:verb>/<int:on>/", {"verb": "sign_for"}),
    ("motions/for/", {"deputy": "deputy", "pk": "item", "verb": "withdraw", "on": "handling"}),
)
#: name → the field that says whose it is
HANDED_ON = {
    "view": "owner",
    "errand": "by",
    "sending": "owner",
    "video": "created_by",
    "broadcast": "created_by",
    "table": "by",
    "invitation": "made_by",
    "time_off": "stand_in",
    "entry": "by",
    "wish": "by",
    "target": "owner",
}


def _session(term) -> Session:
    return Session.objects.get_or_create(term=term, number=1)[0]


def translation_of(page) -> dict[str, Any]:
    """A translation under way; whose the page in the other language is, is said by `target`."""
    english, _ = Locale.objects.get_or_create(language_code="en")
    target = page.copy_for_translation(english, copy_parents=True)
    source, _ = TranslationSource.get_or_create_from_instance(page)
    source.update_from_db()
    return {
        "target": target,
        "source": source,
        "translation": Translation.objects.create(source=source, target_locale=english),
        "string": StringSegment.objects.filter(source=source).first(),
        "overridable": OverridableSegment.objects.filter(source=source).first(),
    }


def list_row(by) -> dict[str, Any]:
    """A row of a list of the office, and a change of it that can be put back."""
    category = Category.objects.earliest("pk")
    before = {"name": category.name, "parent": None, "order": category.order, "closed": False}
    revision = Revision.objects.create(
        book="categories", row=category.pk, name="类", before=before, after=before, by=by
    )
    return {"category": category.pk, "revision_of_category": revision.pk}


def suggestion_of(mandate, typed_by) -> dict[str, Any]:
    """Assigned to a unit; the mandate leads it."""
    item = Item.objects.create(
        kind="suggestion", title="桥", term=mandate.term, typed_by=typed_by, state="assigned"
    )
    Text.objects.create(item=item, title="桥", by=typed_by)
    Sponsor.objects.create(item=item, mandate=mandate, role="lead", state="confirmed")
    unit = Body.objects.create(kind="handling_unit", name=f"局{item.pk}")
    handling = Handling.objects.create(item=item, unit=unit, role="main", state="assigned")
    return {"item": item, "handling": handling, "report": _report(typed_by)}


def _report(by) -> YearReport:
    """Of some year, as issued."""
    made = YearReport(
        year=2000 + YearReport.objects.count(), issue=1, as_of=DAY, by=by, figures={"numbers": {}}
    )
    for form in ("word", "pdf"):
        getattr(made, form).save(f"report.{form}", ContentFile(b"%PDF"), save=False)
    made.save()
    return made


def exchange_of(handling: Handling, identity) -> dict[str, int]:
    """A connection with one message and one package."""
    peer = Peer.objects.create(office=handling.unit, code="gov", identity=identity)
    said = {"peer": peer, "item": handling.item, "handling": handling}
    message = Outgoing.objects.create(sequence=1, kind="urged", payload={"body": {"words": "急"}}, **said)
    batch = Batch(peer=peer, outward=True, number=1, state=Batch.State.READY)
    batch.file.save("x", ContentFile(b"x"))
    return {"peer": peer.pk, "message": message.pk, "batch": batch.pk}
