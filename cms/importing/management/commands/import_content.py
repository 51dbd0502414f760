"""`import_content PATH --kind news|policy|work_report`: bring content of other systems into the CMS."""

import json
import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cms.importing.services import Result, import_content
from cms.importing.sources import KINDS
from cms.pages.services.setup_site import system_user

INTERRUPTED = 130


class Command(BaseCommand):
    help = "导入新闻、政策文件、工作报告。可以反复运行：没有变化的记录不动，来源改了的更新。"

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="数据文件，或装有数据文件的目录")
        parser.add_argument("--kind", required=True, choices=list(KINDS), help="数据的种类")
        parser.add_argument("--publish", action="store_true", help="通过发布检查后发布，保留原来的日期")
        parser.add_argument("--by", default="", help="以哪个用户的名义（用户名，须有导入权限）；省略为系统")
        parser.add_argument("--column", default="", help="全部放进这个栏目（地址），不按规则分栏")
        parser.add_argument("--json", action="store_true", help="只打印一行 JSON 结果")

    def handle(self, *args, path, kind, publish, by, column, **options):
        console = Console(file=sys.stderr, quiet=options["json"] and not sys.stderr.isatty())
        try:
            with bar(console) as progress:
                task = progress.add_task("读取", total=None)

                def told(done, total, title):
                    progress.update(task, description="导入", completed=done, total=total)

                result = import_content(
                    path, kind, by=person(by), publish=publish, column=column, progress=told
                )
        except (FileNotFoundError, PermissionDenied) as error:
            raise CommandError(str(error)) from None
        self.report(result, options["json"])
        if result.stopped:
            sys.exit(INTERRUPTED)

    def report(self, result: Result, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(result.as_json(), ensure_ascii=False))
            return
        self.stdout.write(
            f"读取 {result.read}，新建 {result.created}，更新 {result.updated}，没有变化 {result.unchanged}，"
            f"发布 {result.published}，拒收 {len(result.refused)}"
        )
        for refusal in [*result.refused, *result.notes]:
            self.stdout.write(f"  {refusal.where}　{refusal.why}")
        if result.stopped:
            self.stdout.write("已停下。再运行一次同样的命令，会从这里接着导入。")


def bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
    )


def person(username: str):
    """Who answers for the import. The system user stands for whoever may run commands on the server."""
    if not username:
        return system_user()
    try:
        return get_user_model().objects.get(username=username, is_active=True)
    except get_user_model().DoesNotExist:
        raise CommandError(f"没有叫 {username} 的用户，请核对 --by。") from None
