"""Files of old records, and the rules of keeping them."""

from django.db import migrations, models

from foundation.audit import triggers
from foundation.audit.rules import DEFAULTS
from foundation.rulebook.defaults import load


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_acts_and_anchors"), ("rulebook", "0002_refuse_changes")]

    operations = [
        migrations.CreateModel(
            name="AuditArchive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.BigIntegerField(unique=True, verbose_name="从第几号")),
                ("last", models.BigIntegerField(verbose_name="到第几号")),
                ("previous_hash", models.CharField(max_length=64, verbose_name="前一条的散列")),
                ("tail", models.CharField(max_length=64, verbose_name="最后一条的散列")),
                ("file", models.CharField(max_length=100, unique=True, verbose_name="文件")),
                ("sha256", models.CharField(max_length=64, verbose_name="文件的散列")),
                ("began", models.DateTimeField(verbose_name="最早的记录")),
                ("ended", models.DateTimeField(verbose_name="最晚的记录")),
                ("at", models.DateTimeField(verbose_name="封存时间")),
                ("key_id", models.CharField(max_length=16, verbose_name="密钥")),
                ("mark", models.CharField(max_length=64, verbose_name="封签")),
            ],
            options={"verbose_name": "封存的审计记录", "ordering": ["first"], "default_permissions": ()},
        ),
        migrations.RunPython(triggers.remove, migrations.RunPython.noop),
        migrations.RunPython(triggers.install, triggers.remove),
        migrations.RunPython(lambda apps, _: load(apps, {"审计": DEFAULTS}), migrations.RunPython.noop),
    ]
