"""The groups of all roles of the table, and how long an emergency may last."""

from django.db import migrations

from foundation.rulebook.defaults import Default
from foundation.rulebook.defaults import load as load_rules

RULE = Default(
    "accounts.emergency_hours",
    "应急授权最长时间",
    "4",
    "hours",
    "默认值，请按本机关授权管理制度修改",
    note="没有第二人批准的授权，到时自动收回",
    verb="accounts.policy",
    least=1,
    most=72,
)


def load(apps, schema_editor):
    from foundation.accounts.roles import ROLES

    load_rules(apps, {"授权": [RULE]})
    group = apps.get_model("auth", "Group")
    for role in ROLES:
        group.objects.get_or_create(name=role.group)


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0001_initial"),
        ("rulebook", "0002_refuse_changes"),
        ("accounts", "0002_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
