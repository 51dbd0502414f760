"""The rules and texts of handling, and triggers that refuse to change what went out or was noted."""

from django.db import migrations

from foundation.rulebook import history
from foundation.rulebook.defaults import load
from portal_apps.motions.first_data import TEXTS
from portal_apps.motions.rules import DEFAULTS

TABLES = ["motions_letterfile", "motions_revision"]


def texts(apps, editor):
    model = apps.get_model("motions", "OfficeText")
    for order, (place, title, text) in enumerate(TEXTS):
        model.objects.create(place=place, title=title, text=text, order=order)


class Migration(migrations.Migration):
    dependencies = [("motions", "0008_handling"), ("rulebook", "0002_refuse_changes")]

    operations = [
        migrations.RunPython(lambda apps, _: load(apps, {"议案建议": DEFAULTS}), migrations.RunPython.noop),
        migrations.RunPython(texts, migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, editor: history.install(editor, TABLES),
            lambda apps, editor: history.remove(editor, TABLES),
        ),
    ]
