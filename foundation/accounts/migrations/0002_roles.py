"""One Django group per role of the table."""

from django.db import migrations, models


def load_roles(apps, schema_editor):
    from foundation.accounts.roles import ROLES

    Group = apps.get_model("auth", "Group")
    for role in ROLES:
        Group.objects.get_or_create(name=role.group)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="is_demo",
            field=models.BooleanField(default=False, editable=False, verbose_name="演示账号"),
        ),
        migrations.RunPython(load_roles, migrations.RunPython.noop),
    ]
