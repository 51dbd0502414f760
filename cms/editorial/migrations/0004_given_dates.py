"""Dates that a person set, out of the audit log so far."""

from django.db import migrations, models

DATED_BY = ("pages.import_date", "editorial.backdate")


def from_the_log(apps, schema_editor) -> None:
    found: set[str] = set()
    for name in ("AuditRecord", "AuditAct"):
        said = apps.get_model("audit", name).objects.filter(verb__in=DATED_BY)
        found.update(said.order_by().values_list("object_key", flat=True))
    given = apps.get_model("editorial", "GivenDate")
    given.objects.bulk_create((given(document_id=one) for one in sorted(found)), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0003_rules_of_the_house"), ("audit", "0005_acts_and_anchors")]

    operations = [
        migrations.CreateModel(
            name="GivenDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document_id", models.CharField(max_length=100, unique=True, verbose_name="稿件")),
                ("at", models.DateTimeField(auto_now=True, verbose_name="时间")),
            ],
            options={"verbose_name": "人工确定的首次发布时间", "default_permissions": ()},
        ),
        migrations.RunPython(from_the_log, migrations.RunPython.noop),
    ]
