"""The rules of an account's life, each with the text it rests on."""

from django.db import migrations

from foundation.deadlines import defaults


def load(apps, schema_editor):
    from foundation.life.rules import DEFAULTS

    defaults.load(apps, {"账号": DEFAULTS})


class Migration(migrations.Migration):
    dependencies = [("life", "0001_initial"), ("deadlines", "0003_refuse_changes")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
