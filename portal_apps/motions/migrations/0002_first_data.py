"""The rules this app asks for, and the lists an office starts with."""

from django.db import migrations

from foundation.rulebook.defaults import load
from portal_apps.motions import first_data
from portal_apps.motions.rules import DEFAULTS


def lists(apps, editor):
    category, series, classes, gate = (
        apps.get_model("motions", name) for name in ("Category", "NumberSeries", "ResultClass", "GateRule")
    )
    for order, name in enumerate(first_data.CATEGORIES):
        category.objects.create(name=name, order=order)
    for kind, pattern, restart in first_data.SERIES:
        series.objects.create(kind=kind, pattern=pattern, restart=restart)
    for situation, letter, tracked in first_data.CLASSES:
        classes.objects.create(situation=situation, letter=letter, tracked=tracked)
    columns = ("key", "name", "level", "words", "exceptions", "message", "where", "source")
    for row in first_data.GATE:
        gate.objects.create(**dict(zip(columns, row, strict=True)))


class Migration(migrations.Migration):
    dependencies = [("motions", "0001_initial"), ("rulebook", "0002_refuse_changes")]

    operations = [
        migrations.RunPython(lambda apps, _: load(apps, {"议案建议": DEFAULTS}), migrations.RunPython.noop),
        migrations.RunPython(lists, migrations.RunPython.noop),
    ]
