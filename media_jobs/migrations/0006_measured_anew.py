"""Quality and peak rates of the ladder as they were measured against another system's."""

from django.db import migrations

from foundation.rulebook import defaults
from media_jobs.rules import MEASURED_ANEW, PARTS

WHY = "随系统升级：按实测的画质和码率调整"


def load(apps, schema_editor):
    defaults.load(apps, PARTS)
    defaults.renew(apps, MEASURED_ANEW, WHY)


class Migration(migrations.Migration):
    dependencies = [("media_jobs", "0005_making")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
