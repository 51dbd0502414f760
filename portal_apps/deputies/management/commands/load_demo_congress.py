"""`./run manage load_demo_congress`: a fictitious congress, once."""

from django.core.management.base import BaseCommand

from portal_apps.deputies.demo.loader import load_demo_congress


class Command(BaseCommand):
    help = "装入虚构的届次、机构和代表；只在演示环境有效，已有内容时什么也不做。"

    def handle(self, *args, **options) -> None:
        made = load_demo_congress()
        self.stdout.write(f"演示代表就绪：新建 {made} 名。")
