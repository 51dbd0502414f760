"""`manage.py oidc_client add NAME --redirect URL [--own] | list | revoke ID`: the systems that log in here."""

import json

from allauth.idp.oidc.models import Client, Token
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from foundation.accounts.sso.house import SCOPES
from foundation.audit.services import record


class Command(BaseCommand):
    help = "在本系统登录的其他系统：登记、列出、吊销。口令只显示一次"

    def add_arguments(self, parser) -> None:
        parser.add_argument("verb", choices=["add", "list", "revoke"])
        parser.add_argument("name", nargs="?", default="", help="add：系统名称；revoke：编号")
        parser.add_argument("--redirect", action="append", default=[], help="登录后回到的网址，可写几个")
        parser.add_argument("--logout", action="append", default=[], help="退出后回到的网址，可写几个")
        parser.add_argument(
            "--scope", action="append", default=[], choices=[s for s in SCOPES if s != "openid"]
        )
        parser.add_argument("--own", action="store_true", help="本机关自己的系统：不再问本人同意")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    @transaction.atomic
    def handle(self, *args, verb: str, name: str, **options) -> None:
        if verb != "list" and not name:
            raise CommandError("写上系统名称或编号。")
        getattr(self, f"_{verb}")(name, **options)

    def _add(self, name: str, *, redirect, logout, scope, own, json: bool, **options) -> None:
        if not redirect:
            raise CommandError("至少写一个 --redirect。")
        client = Client(name=name, skip_consent=own)
        secret = client.secret
        client.set_secret(secret)
        client.set_scopes(["openid", *(scope or ["profile"])])
        client.set_default_scopes(["openid"])
        client.set_redirect_uris(redirect)
        client.set_post_logout_redirect_uris(logout)
        client.set_grant_types([Client.GrantType.AUTHORIZATION_CODE, Client.GrantType.REFRESH_TOKEN])
        client.full_clean()
        client.save()
        record(actor=None, verb="accounts.sso_client_added", object_key=f"oidc_client:{client.pk}", name=name)
        self._say({"client_id": client.pk, "client_secret": secret}, json)

    def _list(self, name: str, *, json: bool, **options) -> None:
        for client in Client.objects.order_by("created_at"):
            self._say({"client_id": client.pk, "name": client.name, "own": client.skip_consent}, json)

    def _revoke(self, name: str, **options) -> None:
        if not Client.objects.filter(pk=name).exists():
            raise CommandError(f"没有编号是 {name} 的系统。")
        Token.objects.filter(client_id=name).delete()
        Client.objects.filter(pk=name).delete()
        record(actor=None, verb="accounts.sso_client_revoked", object_key=f"oidc_client:{name}")
        self.stdout.write("吊销了，它发出的登录立刻失效。")

    def _say(self, values: dict, as_json: bool) -> None:
        self.stdout.write(
            json.dumps(values, ensure_ascii=False)
            if as_json
            else "  ".join(f"{k}={v}" for k, v in values.items())
        )
