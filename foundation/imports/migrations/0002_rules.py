"""The rules a new installation starts with."""

from django.db import migrations

from foundation.imports.rules import PARTS
from foundation.rulebook import defaults


def load(apps, schema_editor):
    defaults.load(apps, PARTS)


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("rulebook", "0002_refuse_changes")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
