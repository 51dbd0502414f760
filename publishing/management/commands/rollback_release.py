"""`manage.py rollback_release ID`: readers get the content of an older release at once."""

from django.core.management.base import BaseCommand, CommandError

from publishing.services import ReleaseRefused, release_named, roll_back


class Command(BaseCommand):
    help = "让读者马上看到一个旧版本的内容，并停住发布"

    def add_arguments(self, parser):
        parser.add_argument("release", help="版本名或版本号，见 manage.py releases")
        parser.add_argument("--reason", required=True, help="理由，记入审计")

    def handle(self, *args, release: str, reason: str, **options):
        try:
            row = roll_back(release_named(release), None, reason)
        except ReleaseRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"读者现在看到 {row.shows} 的内容（新版本 {row.name}，{row.seconds:.2f} 秒）。")
        self.stdout.write("发布已停住，改动照样记着；恢复：manage.py resume_publishing")
