"""The rules this app asks for."""

from django.db import migrations

from foundation.rulebook.defaults import load
from portal_apps.deputies.rules import DEFAULTS


class Migration(migrations.Migration):
    dependencies = [("deputies", "0002_tags"), ("rulebook", "0002_refuse_changes")]

    operations = [
        migrations.RunPython(lambda apps, _: load(apps, {"代表": DEFAULTS}), migrations.RunPython.noop)
    ]
