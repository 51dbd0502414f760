"""`manage.py reseal [--json]`: seal anew, under today's SECRET_KEY, what was sealed under an older one."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from foundation.accounts.services.reseal import reseal


class Command(BaseCommand):
    help = "更换 SECRET_KEY 以后，把用旧密钥封存的个人信息和第二步密钥改用新密钥封存；可以中断，可以重跑。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args, **options) -> None:
        done = reseal()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(done), ensure_ascii=False))
        else:
            for name, count in done.rows.items():
                self.stdout.write(f"{name}：{count} 行")
        if done.lost:
            raise CommandError(
                f"有 {len(done.lost)} 行用现有的密钥都打不开：{'、'.join(done.lost[:10])}。"
                "把更早的密钥也放进 SECRET_KEY_FALLBACKS 再运行，以前不要去掉旧密钥。"
            )
        if not options["json"]:
            self.stdout.write("全部改用新密钥，可以从 SECRET_KEY_FALLBACKS 去掉旧密钥了。")
