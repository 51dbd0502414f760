"""`manage.py oidc_keys make|list|retire`: the keys that sign identity tokens."""

from django.core.management.base import BaseCommand

from foundation.accounts.sso.keys import key_files, make_key, retire_keys
from foundation.audit.services import record


class Command(BaseCommand):
    help = "单点登录的签名密钥：生成（新的立刻用来签名，旧的还能验证）、列出、作废旧的。私钥从不显示"

    def add_arguments(self, parser) -> None:
        parser.add_argument("verb", choices=["make", "list", "retire"])

    def handle(self, *args, verb: str, **options) -> None:
        if verb == "make":
            file = make_key()
            record(actor=None, verb="accounts.sso_key_made", object_key=f"oidc_key:{file.stem}")
            self.stdout.write(f"新密钥 {file}（权限 600），从现在起用它签名。")
        elif verb == "retire":
            old = retire_keys()
            record(actor=None, verb="accounts.sso_keys_retired", count=len(old))
            self.stdout.write(f"作废了 {len(old)} 把旧密钥。")
        for number, file in enumerate(reversed(key_files())):
            self.stdout.write(f"{file.stem}  {'签名' if number == 0 else '只验证'}")
