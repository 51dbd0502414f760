"""`manage.py keep_release ID`: a release stays, whatever the rules for cleaning say."""

from django.core.management.base import BaseCommand, CommandError

from publishing.services import ReleaseRefused, keep_release, release_named


class Command(BaseCommand):
    help = "永久保留一个版本，不按 RELEASES_KEEP、RELEASES_KEEP_DAYS 清理；--undo 取消"

    def add_arguments(self, parser):
        parser.add_argument("release", help="版本名或版本号，见 manage.py releases")
        parser.add_argument("--undo", action="store_true", help="不再永久保留，以后按规则清理")

    def handle(self, *args, release: str, undo: bool, **options):
        try:
            row = keep_release(release_named(release), None, kept=not undo)
        except ReleaseRefused as refused:
            raise CommandError(str(refused)) from refused
        said = "不再永久保留，以后按规则清理" if undo else "永久保留，不会被清理"
        self.stdout.write(f"版本 {row.name} {said}。")
