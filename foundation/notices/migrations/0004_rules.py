"""The limits of what goes out, in the rules of the house."""

from django.db import migrations

from foundation.notices.rules import DEFAULTS
from foundation.rulebook.defaults import load


class Migration(migrations.Migration):
    dependencies = [("messaging", "0003_due_index"), ("rulebook", "0002_refuse_changes")]

    operations = [
        migrations.RunPython(lambda apps, _: load(apps, {"消息": DEFAULTS}), migrations.RunPython.noop)
    ]
