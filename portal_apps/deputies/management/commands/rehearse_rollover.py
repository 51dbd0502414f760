"""`manage.py rehearse_rollover --term N [--since DAY] [--area NAME] [--json]`: what a change of term would change."""

import json
from dataclasses import asdict
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from foundation.rights.refusals import Refused
from portal_apps.deputies.rollover.engine import former_of
from portal_apps.deputies.rollover.rehearse import rehearse


class Command(BaseCommand):
    help = "预演换届，列出会改什么；原来的数据不动，也不通知任何人。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--term", type=int, required=True, help="新一届是第几届")
        parser.add_argument("--since", type=date.fromisoformat, help="第一次会议开始的日子，默认今天")
        parser.add_argument("--area", default="", help="行政区域的名称或简称，默认是市")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args, **options) -> None:
        try:
            former = former_of(options["term"], options["area"])
            report = rehearse(former, since=options["since"] or localdate(), ground="预演")
        except Refused as refused:
            raise CommandError(str(refused)) from None
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False))
            return
        self.stdout.write(f"{report.former} → {report.term}，从 {report.since} 起。{report.where}。")
        for name, count in report.numbers.items():
            self.stdout.write(f"{name}：{count}")
        for text in report.stops:
            self.stdout.write(f"不能继续：{text}")
        for text in report.remarks:
            self.stdout.write(f"注意：{text}")
