"""The rules of the exchange, with their sources."""

from django.db import migrations

from foundation.rulebook.defaults import load
from portal_apps.motions.exchange.rules import DEFAULTS


class Migration(migrations.Migration):
    dependencies = [("motions_exchange", "0001_initial"), ("rulebook", "0002_refuse_changes")]

    operations = [
        migrations.RunPython(lambda apps, _: load(apps, {"政府系统对接": DEFAULTS}), migrations.RunPython.noop),
    ]
