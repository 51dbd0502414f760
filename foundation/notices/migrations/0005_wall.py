"""A message is read by whom it is to (foundation.rights.rows)."""

from django.db import migrations

from foundation.rights.rows import wall


class Migration(migrations.Migration):
    dependencies = [("messaging", "0004_rules")]
    operations = [wall("messaging_notice", "person_id = {person}")]
