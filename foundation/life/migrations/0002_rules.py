"""The rules of an account's life, each with the text it rests on."""

from django.db import migrations

from foundation.life.rules import PARTS
from foundation.rulebook import defaults


def load(apps, schema_editor):
    defaults.load(apps, PARTS)


class Migration(migrations.Migration):
    dependencies = [("life", "0001_initial"), ("rulebook", "0002_refuse_changes")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
