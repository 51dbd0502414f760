"""The office's numbers move into the rule table of the house, with what the office had decided."""

from django.db import migrations

from cms.editorial.rules import PART
from foundation.deadlines import defaults


def move(apps, schema_editor):
    defaults.load(apps, PART)
    rules = apps.get_model("deadlines", "DeadlineRule")
    for row in apps.get_model("editorial", "EditorialRule").objects.all():
        rule = rules.objects.get(key=f"editorial.{row.key}")
        first = rule.versions.get(number=1)
        rule.versions.create(
            number=2,
            value=str(row.value),
            unit=first.unit,
            roll=first.roll,
            direction=first.direction,
            source=row.source,
            valid_from=first.valid_from,
            reason="从编审规则移入",
        )


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_void_decisions"), ("deadlines", "0003_refuse_changes")]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel("EditorialRule"),
    ]
