"""The office's numbers, in the rules of the house."""

from django.db import migrations

from cms.editorial.rules import DEFAULTS
from foundation.rulebook.defaults import load


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_void_decisions"), ("rulebook", "0002_refuse_changes")]

    operations = [
        migrations.RunPython(lambda apps, _: load(apps, {"编审": DEFAULTS}), migrations.RunPython.noop)
    ]
