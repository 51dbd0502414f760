"""Sealed data of a deputy: the deputy's own, and the staff's who look after deputies (foundation.rights.walls)."""

from django.db import migrations

from foundation.rights.walls import wall

OWN = "person_id IN (SELECT id FROM deputies_person WHERE account_id = {person})"


class Migration(migrations.Migration):
    dependencies = [("deputies", "0004_refuse_changes")]
    operations = [wall("deputies_personaldata", OWN, "deputies.read", "deputies.edit", "deputies.contact")]
