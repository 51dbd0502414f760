"""A message is read by whom it is to (foundation.rights.walls)."""

from django.db import migrations

from foundation.rights.walls import wall


class Migration(migrations.Migration):
    dependencies = [("messaging", "0004_rules")]
    operations = [wall("messaging_notice", "person_id = {person}")]
