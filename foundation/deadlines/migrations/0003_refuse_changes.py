"""Triggers that refuse UPDATE and DELETE on history."""

from django.db import migrations

from foundation.deadlines import triggers


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_first_data")]

    operations = [migrations.RunPython(triggers.install, triggers.remove)]
