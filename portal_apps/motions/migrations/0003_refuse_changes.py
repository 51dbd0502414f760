"""Triggers that refuse UPDATE and DELETE on what happened to an item."""

from django.db import migrations

from foundation.rulebook import history

TABLES = ["motions_event"]


class Migration(migrations.Migration):
    dependencies = [("motions", "0002_first_data")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: history.install(editor, TABLES),
            lambda apps, editor: history.remove(editor, TABLES),
        )
    ]
