"""`manage.py reset_second_factor USER --reason TEXT`: for who lost telephone and recovery codes."""

from django.core.management.base import BaseCommand, CommandError

from foundation.accounts.models import User
from foundation.accounts.services.reset import reset_second_factor


class Command(BaseCommand):
    help = "删除一个人登录的第二步并结束他的全部登录；先核对身份"

    def add_arguments(self, parser) -> None:
        parser.add_argument("username", help="用户名")
        parser.add_argument("--reason", required=True, help="怎样核对了身份")

    def handle(self, *args, username: str, reason: str, **options) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"没有用户名是 {username} 的账号。")
        try:
            count = reset_second_factor(user, reason=reason, by=None)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"删除了 {count} 种第二步，登录全部结束。他下次登录时重新设。")
