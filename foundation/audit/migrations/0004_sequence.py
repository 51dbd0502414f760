"""The gapless number is the record's name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_gapless")]

    operations = [
        migrations.AlterModelOptions(
            "auditrecord",
            {
                "default_permissions": (),
                "ordering": ["sequence"],
                "verbose_name": "审计记录",
                "verbose_name_plural": "审计记录",
            },
        ),
        migrations.RenameField("auditrecord", "id", "sequence"),
        migrations.AlterField(
            "auditrecord", "sequence", models.BigIntegerField("序号", primary_key=True, serialize=False)
        ),
    ]
