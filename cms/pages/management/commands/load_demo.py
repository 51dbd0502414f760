"""`./run manage load_demo`: content of a fictitious city, and one draft in each state of the review."""

import json
import time

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from cms.pages.demo import library
from cms.pages.demo.drafts import drafts_in_review
from cms.pages.demo.loader import Loader


class Command(BaseCommand):
    help = "Load the demo content; running it again adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *args, **options):
        started = time.perf_counter()
        columns = (
            TextColumn("载入演示内容"),
            BarColumn(),
            TextColumn("{task.percentage:3.0f}%"),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), disable=options["json"]) as progress:
            total = len(library.load("pictures")) + len(library.load("files")["file"])
            loader = Loader(lambda: progress.advance(task))
            task = progress.add_task("demo", total=total + sum(1 for _ in loader._specs()))
            made = loader.run()
            drafts = drafts_in_review()
            progress.update(task, completed=progress.tasks[0].total)
        seconds = round(time.perf_counter() - started, 1)
        if options["json"]:
            self.stdout.write(json.dumps({"pages": made, "drafts": drafts, "seconds": seconds}))
        else:
            self.stdout.write(f"演示内容就绪：新建页面 {made} 个、待审稿件 {drafts} 篇，用时 {seconds} 秒。")
