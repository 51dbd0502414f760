"""Write docs/motions from the table: `manage.py motion_docs`."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from portal_apps.motions.table.pages import pages


class Command(BaseCommand):
    help = "Write the pages of docs/motions from the table of steps."

    def handle(self, *args, **options) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "motions"
        folder.mkdir(parents=True, exist_ok=True)
        written = pages()
        for old in set(folder.glob("*.md")) - {folder / name for name in written}:
            old.unlink()
        for name, text in written.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"docs/motions: {len(written)} pages")
