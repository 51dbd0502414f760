"""How long, how far behind, how good, each with the text it rests on."""

from django.db import migrations

from foundation.rulebook import defaults
from media_jobs.live.rules import PARTS


def load(apps, schema_editor):
    defaults.load(apps, PARTS)


class Migration(migrations.Migration):
    dependencies = [("live", "0001_initial"), ("rulebook", "0002_refuse_changes")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
