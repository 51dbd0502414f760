"""The numbers of logging in, in the rules of the house."""

from django.db import migrations

from foundation.accounts.rules import DEFAULTS
from foundation.rulebook.defaults import load


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_login"), ("rulebook", "0002_refuse_changes")]

    operations = [
        migrations.RunPython(lambda apps, _: load(apps, {"登录": DEFAULTS}), migrations.RunPython.noop)
    ]
