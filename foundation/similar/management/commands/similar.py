"""`manage.py similar`: figures of the index of similar items; --check looks it over, --rebuild makes it anew."""

import json

from django.core.management.base import BaseCommand
from django.db.models import Sum

from foundation.similar.models import Entry, SegmentFile
from foundation.similar.registry import collections
from foundation.similar.services import check, rebuild


class Command(BaseCommand):
    help = "相似内容索引：不带参数显示情况；--check 检查并补齐；--rebuild 全部重建（重建期间照常可查）"

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="逐字节检查索引文件，逐条核对各集合，缺的补上"
        )
        parser.add_argument("--rebuild", action="store_true", help="全部重写")
        parser.add_argument("--json", action="store_true", help="打印一个 JSON 对象")

    def handle(self, *args, **options):
        done: dict = {}
        if options["rebuild"]:
            done = {"written": rebuild(None if options["json"] else self)}
        elif options["check"]:
            done = check(None if options["json"] else self)
        figures = {
            **done,
            "collections": sorted(collections),
            "items": Entry.objects.count(),
            "waiting": Entry.objects.filter(live=True).count(),
            "segments": SegmentFile.objects.count(),
            "bytes": SegmentFile.objects.aggregate(all=Sum("bytes"))["all"] or 0,
        }
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
            return
        named = "、".join(collections[name].label for name in figures["collections"]) or "无"
        self.stdout.write(
            f"集合：{named}。{figures['items']} 条，其中 {figures['waiting']} 条待写入；"
            f"{figures['segments']} 个索引段，{figures['bytes'] / 1e6:.1f} MB。"
        )
        if done:
            words = {"written": "写入", "damaged": "因损坏重写", "missed": "补登", "orphans": "清理残留文件"}
            self.stdout.write("，".join(f"{words[name]} {count}" for name, count in done.items()) + "。")

    def step(self, percent: float, message: str = "") -> None:
        """As of a job's progress."""
        self.stdout.write(f"{percent:3.0f}% {message}")
