"""How large, how many and for how long, each with the text it rests on."""

from django.db import migrations

from foundation.rulebook import defaults
from media_jobs.uploads.rules import PARTS


def load(apps, schema_editor):
    defaults.load(apps, PARTS)


class Migration(migrations.Migration):
    dependencies = [("uploads", "0001_initial"), ("rulebook", "0002_refuse_changes")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
