"""`manage.py audit_anchor [--sheet]`: note the head outside now, or print it for the safe."""

import sys

from django.core.management.base import BaseCommand, CommandError

from foundation.audit.anchors import AnchorFault
from foundation.audit.services import anchor_now, record
from foundation.audit.services.anchor import head_anchor
from foundation.audit.sheet import lines


class Command(BaseCommand):
    help = "把审计链头存到外面（AUDIT_ANCHORS），或打印成一页存证单。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--sheet", action="store_true", help="打印存证单，签字后入柜")

    def handle(self, *args, sheet: bool, **options) -> None:
        if sheet:
            record(actor=None, verb="audit.sheet")
            self.stdout.write("\n".join(f"{name}：{value}" for name, value in lines(head_anchor())))
            return
        try:
            noted = anchor_now()
        except AnchorFault as fault:
            raise CommandError(str(fault)) from fault
        if noted is None:
            self.stdout.write("还没有审计记录。")
            return
        for place in noted.kept:
            self.stdout.write(f"第 {noted.anchor.sequence} 号的链头已存到 {place}")
        for place, why in noted.failed.items():
            self.stderr.write(f"{place}：{why}")
        if noted.failed or not noted.kept:
            self.stderr.write("" if noted.failed else "没有设置 AUDIT_ANCHORS，哪里也没有存。")
            sys.exit(1)
