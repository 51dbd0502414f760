"""Triggers that refuse UPDATE and DELETE on history."""

from django.db import migrations

from foundation.rulebook import history

TABLES = [f"deadlines_{name}" for name in ("clockevent", "holidaynotice", "calendarday", "clockwarning")]


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_first_data")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: history.install(editor, TABLES),
            lambda apps, editor: history.remove(editor, TABLES),
        )
    ]
