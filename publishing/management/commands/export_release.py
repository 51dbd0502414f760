"""`manage.py export_release`: a release as one file, for hosts no connection leads to."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from publishing.services import site_paths
from publishing.targets.export import export_release


class Command(BaseCommand):
    help = "把一个版本导出成包文件，拿到隔离的公开主机上用 python -m publishing.import_release 导入"

    def add_arguments(self, parser):
        parser.add_argument("release", nargs="?", default="", help="版本名；不写就是现在的版本")
        parser.add_argument("--to", type=Path, required=True, help="包文件，或放包的目录（文件名按序号起）")
        parser.add_argument("--since", default="", help="只含比这个版本多出来的内容；目标主机上要有它")
        parser.add_argument("--json", action="store_true", help="打印一个 JSON 对象")

    def handle(self, *args, release: str, to: Path, since: str, **options):
        try:
            made = export_release(site_paths(), to, release, since)
        except ValueError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"写不了 {to}：{error.strerror}。") from error
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(made), "file": str(made.file)}, ensure_ascii=False))
            return
        kind = f"增量包（以 {made.base} 为基础）" if made.base else "完整包"
        self.stdout.write(
            f"{kind} {made.file}：版本 {made.release}，{made.files} 个文件，{made.bytes / 1e6:.1f} MB。"
        )
