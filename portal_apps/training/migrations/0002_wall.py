"""What somebody watched is seen by that person and the house only."""

from django.db import migrations

from foundation.rights.walls import wall


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]

    operations = [wall("training_study", "person_id = {person}")]
