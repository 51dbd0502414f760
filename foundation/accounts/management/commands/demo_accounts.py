"""`manage.py demo_accounts [--json]`: make the demo accounts and print them."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from foundation.accounts.services import make_demo_accounts


class Command(BaseCommand):
    help = "建演示账号（每个角色一个）并列出来；只在演示环境有效。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args, **options) -> None:
        accounts = make_demo_accounts()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(account) for account in accounts], ensure_ascii=False))
            return
        for account in accounts:
            self.stdout.write(f"{account.username:16} {account.password:16} {account.name} · {account.role}")
