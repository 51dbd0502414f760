"""The rules a new installation starts with."""

from django.db import migrations

from foundation.deadlines import defaults
from foundation.imports.rules import PARTS


def load(apps, schema_editor):
    defaults.load(apps, PARTS)


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("deadlines", "0003_refuse_changes")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
