"""Triggers that refuse UPDATE and DELETE on versions of rules."""

from django.db import migrations

from foundation.rulebook import history

TABLES = ["rulebook_ruleversion"]


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: history.install(editor, TABLES),
            lambda apps, editor: history.remove(editor, TABLES),
        )
    ]
