"""`manage.py remove_demo_accounts`: before a demo becomes a production system."""

from django.core.management.base import BaseCommand

from foundation.accounts.services import remove_demo_accounts


class Command(BaseCommand):
    help = "停用全部演示账号。"

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"停用了 {remove_demo_accounts()} 个演示账号。")
