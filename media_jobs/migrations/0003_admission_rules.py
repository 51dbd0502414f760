"""How large and how long a film may be, each with the text it rests on."""

from django.db import migrations

from foundation.rulebook import defaults
from media_jobs.admission_rules import PARTS


def load(apps, schema_editor):
    defaults.load(apps, PARTS)


class Migration(migrations.Migration):
    dependencies = [("media_jobs", "0002_rules")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
