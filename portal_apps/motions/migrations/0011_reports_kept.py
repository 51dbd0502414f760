"""Triggers that refuse UPDATE and DELETE on issued reports."""

from django.db import migrations

from foundation.rulebook import history

TABLES = ["motions_yearreport"]


class Migration(migrations.Migration):
    dependencies = [("motions", "0010_reports")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: history.install(editor, TABLES),
            lambda apps, editor: history.remove(editor, TABLES),
        )
    ]
