"""The rules and the working-day table a new installation starts with."""

from django.db import migrations

from foundation.deadlines import defaults, seed
from foundation.rulebook.defaults import load as load_rules


def load(apps, schema_editor):
    load_rules(apps, defaults.PARTS)
    seed.load(apps)


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial"), ("rulebook", "0002_refuse_changes")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
