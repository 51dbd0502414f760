"""`./run manage load_demo_motions`: a year of invented motions and suggestions, once."""

from django.core.management.base import BaseCommand

from portal_apps.motions.demo.loader import load_demo_motions


class Command(BaseCommand):
    help = "装入虚构的一年议案建议；只在演示环境有效，已有内容时什么也不做。"

    def handle(self, *args, **options) -> None:
        made = load_demo_motions()
        self.stdout.write(f"演示议案建议就绪：新建 {made} 件。")
