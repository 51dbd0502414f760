"""`manage.py audit_keys make|rotate|list`: the secrets that seal the audit log."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from foundation.audit.keys import KeyFault, add_key, key_file, make_ring, ring
from foundation.audit.models import AuditRecord
from foundation.audit.services import record
from foundation.audit.services.append import lock_chain


class Command(BaseCommand):
    help = "审计密钥：生成、更换、列出。密钥只在它自己的文件里，从不显示；请另存一份离线备份。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("verb", choices=["make", "rotate", "list"])

    def handle(self, *args, verb: str, **options) -> None:
        try:
            getattr(self, f"_{verb}")()
        except KeyFault as fault:
            raise CommandError(str(fault)) from fault
        except OSError as error:
            raise CommandError(f"{error.filename}：{error.strerror}。") from error

    def _make(self) -> None:
        file = key_file()
        if file.exists():
            raise CommandError(f"{file} 已经有密钥；要换请用 audit_keys rotate。")
        key = make_ring(file).newest
        record(actor=None, verb="audit.key.make", object_key=f"audit_key:{key.id}")
        self.stdout.write(
            f"审计密钥 {key.id} 已生成：{file}（权限 600）。丢了它，旧记录就再也无法检验：请离线备份。"
        )

    @transaction.atomic
    def _rotate(self) -> None:
        lock_chain()
        key = add_key(key_file(), AuditRecord.objects.last_sequence() + 1).newest
        record(actor=None, verb="audit.key.rotate", object_key=f"audit_key:{key.id}", first=key.first)
        self.stdout.write(
            f"从第 {key.first} 条记录起用新密钥 {key.id}。旧密钥留在文件里，用来检验旧记录；请更新备份。"
        )

    def _list(self) -> None:
        for key in ring().keys:
            self.stdout.write(f"{key.id}  第 {key.first} 条记录起")
