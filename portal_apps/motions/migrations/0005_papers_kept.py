"""Documents kept before get a row in the common store, where they lie already; new rules and texts beside fields."""

from django.db import migrations

from foundation.rulebook import history
from foundation.rulebook.defaults import load
from portal_apps.motions import first_data
from portal_apps.motions.rules import DEFAULTS

KINDS = {
    "application/pdf": "pdf",
    "application/ofd": "ofd",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "image/jpeg": "jpeg",
    "image/png": "png",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/webm": "webm",
}


def keep(apps, editor):
    attachment, stored_file = apps.get_model("motions", "Attachment"), apps.get_model("attachments", "StoredFile")
    for one in attachment.objects.filter(stored=None).iterator():
        one.stored = stored_file.objects.create(
            owner_id=one.by_id,
            purpose="motions-annex" if one.role == "annex" else "motions-document",
            name=one.name,
            kind=KINDS[one.media_type],
            size=one.size,
            given_size=one.size,
            digest=one.digest,
            given_digest=one.digest,
            file=one.file.name,
            at=one.at,
            claimed_by=f"motions.item:{one.item_id}",
        )
        one.save(update_fields=["stored"])


def guides(apps, editor):
    guide = apps.get_model("motions", "Guide")
    for kind, field, help_text, scaffold in first_data.GUIDES:
        guide.objects.get_or_create(kind=kind, field=field, defaults={"help": help_text, "scaffold": scaffold})


class Migration(migrations.Migration):
    dependencies = [("motions", "0004_papers_and_saves"), ("rulebook", "0002_refuse_changes")]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RunPython(lambda apps, _: load(apps, {"议案建议": DEFAULTS}), migrations.RunPython.noop),
        migrations.RunPython(guides, migrations.RunPython.noop),
        # SQLite made the table of events anew, without its triggers
        migrations.RunPython(
            lambda apps, editor: history.install(editor, ["motions_event"]), migrations.RunPython.noop
        ),
    ]
