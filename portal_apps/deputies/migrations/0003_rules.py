"""The rules this app asks for."""

from django.db import migrations

from foundation.deadlines import defaults
from portal_apps.deputies.rules import RULES


def load(apps, schema_editor):
    defaults.load(apps, RULES)


class Migration(migrations.Migration):
    dependencies = [("deputies", "0002_tags"), ("deadlines", "0002_first_data")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
