"""How many qualities and how good, each with the text it rests on."""

from django.db import migrations

from foundation.rulebook import defaults
from media_jobs.rules import PARTS


def load(apps, schema_editor):
    defaults.load(apps, PARTS)


class Migration(migrations.Migration):
    dependencies = [("media_jobs", "0003_admission_rules")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
