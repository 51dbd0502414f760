"""`manage.py verify_audit [--json] [--recent] [--range A-B] [--head HASH]`: exit code 1 when the chain is broken."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from foundation.audit.anchors import AnchorFault
from foundation.audit.keys import KeyFault
from foundation.audit.services import Verdict, verify, verify_recent


class Command(BaseCommand):
    help = "检验审计链：逐条核对封签，和存在外面的链头比较，说出第一条有问题的记录。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--recent", action="store_true", help="只看最近一次存证以后的记录")
        parser.add_argument("--range", default="", metavar="A-B", help="只看第 A 到第 B 条，例如 1000-2000")
        parser.add_argument("--head", default="", help="纸上留存的链头；不在链里就是末尾被删")

    def handle(self, *args, **options) -> None:
        try:
            verdict = self._verify(options)
        except (AnchorFault, KeyFault) as fault:
            raise CommandError(str(fault)) from fault
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(verdict), "sound": verdict.sound}, ensure_ascii=False))
        elif verdict.sound:
            self.stdout.write(f"完好：{verdict.records} 条，链头 {verdict.head}{_anchored(verdict)}")
        else:
            where = f"第 {verdict.bad_sequence} 号记录" if verdict.bad_sequence is not None else "链尾"
            self.stderr.write(
                f"{where}：{verdict.problem}。之前的 {verdict.records} 条完好。请保护现场并立即报告。"
            )
        if not verdict.sound:
            sys.exit(1)

    @staticmethod
    def _verify(options) -> Verdict:
        if options["recent"]:
            return verify_recent()
        first, _, last = options["range"].partition("-")
        if options["range"] and not (first.isdecimal() and last.isdecimal()):
            raise CommandError("--range 写成 起-止，例如 1000-2000。")
        return verify(first=int(first or 1), last=int(last) if last else None, kept_head=options["head"])


def _anchored(verdict: Verdict) -> str:
    if not verdict.anchored:
        return "。没有和外面的链头比较过：末尾是否被删，看不出来"
    return f"。和外面的链头一致，直到第 {verdict.anchored} 号"
