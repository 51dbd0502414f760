"""The rules and the working-day table a new installation starts with."""

from django.db import migrations

from foundation.deadlines import defaults, seed


def load(apps, schema_editor):
    defaults.load(apps, defaults.PARTS)
    seed.load(apps)


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
