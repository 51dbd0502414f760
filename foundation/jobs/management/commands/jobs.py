"""`manage.py jobs`: how many jobs stand where, for people and for monitoring."""

import json

from django.core.management.base import BaseCommand

from foundation.jobs.services import run_waiting, summary


class Command(BaseCommand):
    help = "任务概况：各状态数量、等待最久的秒数；--run 在本进程内执行所有到期任务"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--run", action="store_true", help="先执行所有到期任务")
        parser.add_argument("--queue", default=None, help="只执行这个队列")

    def handle(self, *args, **options):
        ran = run_waiting(options["queue"]) if options["run"] else None
        figures = summary() | ({} if ran is None else {"ran": ran})
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
            return
        for name, count in figures["states"].items():
            self.stdout.write(f"{name:10} {count:>8}")
        self.stdout.write(f"等待最久   {figures['oldest_waiting_seconds']:>8.1f} 秒")
