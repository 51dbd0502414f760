"""Triggers that refuse UPDATE and DELETE on what happened to mandates: a mistake is corrected by another row."""

from django.db import migrations

from foundation.rulebook import history

TABLES = ["deputies_mandatechange"]


class Migration(migrations.Migration):
    dependencies = [("deputies", "0003_rules")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: history.install(editor, TABLES),
            lambda apps, editor: history.remove(editor, TABLES),
        )
    ]
