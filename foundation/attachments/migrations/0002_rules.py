"""How large and how many, each with the text it rests on."""

from django.db import migrations

from foundation.attachments.rules import PARTS
from foundation.rulebook import defaults


def load(apps, schema_editor):
    defaults.load(apps, PARTS)


class Migration(migrations.Migration):
    dependencies = [("attachments", "0001_initial"), ("rulebook", "0002_refuse_changes")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
