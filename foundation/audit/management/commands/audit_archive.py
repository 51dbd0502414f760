"""`manage.py audit_archive seal|remove|list|find WORD [--json]`: old records in files, and what stands in them."""

import json
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from foundation.audit.archives import ArchiveFault, fault_of
from foundation.audit.archives.search import said_anywhere, walk
from foundation.audit.keys import KeyFault, ring
from foundation.audit.models import AuditArchive
from foundation.audit.services import record, remove_archived, seal_old


class Command(BaseCommand):
    help = "封存旧审计记录：seal 写成文件，remove 从库里移除已封存的，list 列出文件，find 在文件里查找。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("what", choices=["seal", "remove", "list", "find"])
        parser.add_argument("word", nargs="?", default="", help="find：序号、动作、对象或姓名里的一段")
        parser.add_argument("--json", action="store_true", help="输出 JSON，一行一条")

    def handle(self, *args, what: str, word: str, **options) -> None:
        try:
            for line in getattr(self, f"_{what}")(word):
                said = json.dumps(line, ensure_ascii=False, default=str)
                self.stdout.write(said if options["json"] else "  ".join(map(str, line.values())))
        except (ArchiveFault, KeyFault) as fault:
            raise CommandError(str(fault)) from fault

    def _seal(self, word: str) -> Iterator[dict]:
        yield from map(_row, seal_old())

    def _remove(self, word: str) -> Iterator[dict]:
        yield {"removed": remove_archived()}

    def _list(self, word: str) -> Iterator[dict]:
        for archive in AuditArchive.objects.all():
            fault = fault_of(archive, ring())
            yield {**_row(archive), "in_database": not archive.is_removed(), "fault": fault}

    def _find(self, word: str) -> Iterator[dict]:
        """Looking into the files leaves a trace, as on the screen. Raises ArchiveFault for a file that was changed."""
        if not word:
            raise CommandError("find 要写找什么。")
        record(actor=None, verb="audit.view", object_key="audit:archives")
        for archive in AuditArchive.objects.all():
            yield from (_found(*entry) for entry in walk(archive) if said_anywhere(word, *entry))


def _row(archive: AuditArchive) -> dict:
    return {
        name: getattr(archive, name) for name in ("first", "last", "began", "ended", "file", "sha256", "at")
    }


def _found(entry, acts) -> dict:
    names = ("sequence", "at", "actor_name", "roles", "address", "verb", "object_key", "result", "detail")
    said = {name: getattr(entry, name) for name in names}
    return said | {"acts": [f"{act.verb} {act.object_key}" for act in acts]}
