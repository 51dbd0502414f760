"""`manage.py resume_publishing`: let what waits since a rollback go out."""

from django.core.management.base import BaseCommand, CommandError

from publishing.services import ReleaseRefused, resume


class Command(BaseCommand):
    help = "恢复发布：回退以后等着的改动一次上线"

    def handle(self, *args, **options):
        try:
            hold = resume(None)
        except ReleaseRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"已恢复发布（停住的原因：{hold.reason}）。等着的改动几秒后上线。")
