"""Triggers that refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE."""

from django.db import migrations

from foundation.audit import triggers


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="auditrecord",
            options={
                "default_permissions": (),
                "ordering": ["id"],
                "verbose_name": "审计记录",
                "verbose_name_plural": "审计记录",
            },
        ),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
