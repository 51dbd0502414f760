"""`manage.py rehearse_rollover --term N [--since DAY] [--area NAME] [--json]`: what a change of term would change."""

import json
from dataclasses import asdict
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from foundation.rights.refusals import Refused
from portal_apps.deputies.rollover.engine import former_of
from portal_apps.deputies.rollover.rehearse import rehearse

NAMES = {
    "term": "新一届",
    "former": "上一届",
    "since": "从哪天起",
    "bodies_made": "新一届要建的机构",
    "bodies_ended": "随上一届结束的机构",
    "posts_ended": "随上一届结束的任职",
    "elected": "新一届已登记的代表",
    "again": "其中连任",
    "leaving": "不再担任代表",
    "accounts_reduced": "其中有账号、改为只看自己履职档案",
    "accounts_kept": "上一届代表里账号照旧的",
    "open_clocks": "没办完、照常继续的期限",
}


class Command(BaseCommand):
    help = "在数据库的副本上预演换届，列出会改什么；原来的数据不动，也不通知任何人。"

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
        for name, told in NAMES.items():
            self.stdout.write(f"{told}：{getattr(report, name)}")
        for remark in report.remarks:
            self.stdout.write(f"注意：{remark}")
