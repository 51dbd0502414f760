"""Numbers without gaps for the records of the first format: their hashes do not speak of the number."""

from django.db import migrations

from foundation.audit import triggers


def renumber(apps, schema_editor) -> None:
    """By way of negative numbers, so that no two rows ever share one."""
    rows = apps.get_model("audit", "AuditRecord").objects
    for number, old in enumerate(list(rows.order_by("id").values_list("id", flat=True)), 1):
        if number != old:
            rows.filter(id=old).update(id=-number)
    for negative in list(rows.filter(id__lt=0).values_list("id", flat=True)):
        rows.filter(id=negative).update(id=-negative)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_refuse_changes")]

    operations = [
        migrations.RunPython(triggers.remove, triggers.install),
        migrations.RunPython(renumber, migrations.RunPython.noop),
    ]
