"""Initials of names, worked out for everybody who is there."""

from django.db import migrations

import portal_apps.deputies.initials
from portal_apps.deputies.initials import initials


def fill(apps, _):
    people = apps.get_model("deputies", "Person")
    for person in people.objects.only("pk", "name").iterator():
        people.objects.filter(pk=person.pk).update(initials=initials(person.name))


class Migration(migrations.Migration):
    dependencies = [("deputies", "0006_rollover")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="initials",
            field=portal_apps.deputies.initials.InitialsField(
                blank=True, default="", editable=False, max_length=200, verbose_name="拼音首字母"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
