"""`manage.py verify_audit [--json] [--head HASH]`: exit code 1 when the chain is broken."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand

from foundation.audit.services import verify


class Command(BaseCommand):
    help = "检验审计链：逐条核对散列，说出第一条有问题的记录。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--head", default="", help="以前另存的链头；不在链里就是末尾被删")

    def handle(self, *args, **options) -> None:
        verdict = verify(kept_head=options["head"])
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(verdict), "sound": verdict.sound}, ensure_ascii=False))
        elif verdict.sound:
            self.stdout.write(f"完好：{verdict.records} 条，链头 {verdict.head}")
        else:
            where = f"第 {verdict.bad_id} 号记录" if verdict.bad_id else "链尾"
            self.stderr.write(f"{where}：{verdict.problem}。之前的 {verdict.records} 条完好。")
        if not verdict.sound:
            sys.exit(1)
