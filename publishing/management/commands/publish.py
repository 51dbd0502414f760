"""`manage.py publish`: bring the public site up to date now, in this process."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from publishing.contract import Release
from publishing.rendering.render_run import PublishError
from publishing.services import PublishHeld, publish_site

FIGURES = ("release", "sequence", "documents", "pages", "written", "removed", "seconds", "cpu_seconds")


class Command(BaseCommand):
    help = "把已批准的内容发布到公开网站"

    def add_arguments(self, parser):
        parser.add_argument("--despite-hold", action="store_true", help="发布停住时也发，例如必须马上撤稿")
        parser.add_argument(
            "--override-links",
            default="",
            metavar="谁、为什么",
            help="紧急时带着打不开的链接发布；写明谁决定的、为什么，会记入审计和发布记录",
        )
        parser.add_argument("--full", action="store_true", help="全部重新导出、重新生成")
        parser.add_argument("--json", action="store_true", help="只打印一个 JSON 对象")

    def handle(self, *args, full: bool, **options):
        how = {"full": full, "despite_hold": options["despite_hold"]}
        how["override_links"] = options["override_links"]
        try:
            release = publish_site(**how) if options["json"] else self._with_bar(**how)
        except (PublishError, PublishHeld) as error:
            raise CommandError(f"没有发布。{error}") from error
        if options["json"]:
            self.stdout.write(_figures(release))
        else:
            self._say(release)

    def _with_bar(self, **how) -> Release:
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("发布", total=100)

            def show(percent: float, text: str = "") -> None:
                bar.update(task, completed=percent, description=text)

            return publish_site(progress=show, **how)

    def _say(self, release: Release) -> None:
        self.stdout.write(
            f"版本 {release.release} 已上线：{release.documents} 个文档，{release.pages} 页，"
            f"写入 {release.written} 个文件，移除 {release.removed} 个，用时 {release.seconds:.2f} 秒。"
        )
        for problem in release.problems:
            self.stdout.write(self.style.WARNING(f"  {problem.document_id}：{problem.message}"))


def _figures(release: Release) -> str:
    values = asdict(release)
    return json.dumps({name: values[name] for name in FIGURES}, ensure_ascii=False)
