"""Replaces Wagtail's command of the same name, which would unpublish without leaving a note for readers."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from cms.editorial.services import publish_due


class Command(BaseCommand):
    help = "发布到点的稿子，撤下到期的稿子（平时由时钟自动执行）"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="打印 JSON")

    def handle(self, *args, json: bool = False, **options) -> None:
        due = publish_due()
        self.stdout.write(
            dumps(asdict(due))
            if json
            else f"发布 {due.published} 篇，到期撤下 {due.expired} 篇，拒绝 {due.refused} 篇"
        )


dumps = json.dumps
