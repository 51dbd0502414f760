"""`./run manage setup_site`: languages, home pages, columns and plain pages of a new site."""

import json

from django.core.management.base import BaseCommand

from cms.pages.services import setup_site


class Command(BaseCommand):
    help = "Make what a new site needs; running it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, *args, **options):
        made = setup_site()
        if options["json"]:
            self.stdout.write(json.dumps(made))
        else:
            self.stdout.write(
                f"网站结构就绪：新建首页 {made['homes']} 个、栏目 {made['columns']} 个、页面 {made['pages']} 个。"
            )
