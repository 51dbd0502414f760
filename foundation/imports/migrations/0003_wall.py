"""A table that was handed in is read by who handed it in (foundation.rights.walls)."""

from django.db import migrations

from foundation.rights.walls import wall


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_rules")]
    operations = [wall("imports_upload", "by_id = {person}")]
