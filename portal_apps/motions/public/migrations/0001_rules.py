"""The rules a new installation starts with."""

from django.db import migrations

from foundation.rulebook import defaults
from portal_apps.motions.public.rules import PARTS


def load(apps, schema_editor):
    defaults.load(apps, PARTS)


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0002_refuse_changes")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
