"""`manage.py database_roles --owner spc_owner --app spc [--apply]`: three roles, so that nobody rewrites the log."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

from foundation.audit.rights import make_roles, role_fault, roles_there, statements, take_over


class Command(BaseCommand):
    help = (
        "分开三个数据库角色：所有者跑迁移，应用只读写，对审计表只能查看和追加；维护角色只能移除已封存的审计记录。"
        "不加 --apply 只打印 SQL。第一次要用数据库超级用户运行，以后每次迁移后用所有者再运行一次。"
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--owner", default="spc_owner", help="所有者角色")
        parser.add_argument("--app", default="spc", help="应用角色")
        parser.add_argument("--keeper", default="spc_keeper", help="只能移除已封存记录的维护角色")
        parser.add_argument("--apply", action="store_true", help="现在就执行")
        parser.add_argument("--check", action="store_true", help="只检查现在连接用的角色")

    def handle(self, *args, owner: str, app: str, keeper: str, apply: bool, check: bool, **options) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("只有 PostgreSQL 有角色。")
        if check:
            self._check()
            return
        if len({owner, app, keeper}) < 3:
            raise CommandError("三个角色不能有相同的。")
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in self._statements(owner, app, keeper):
                text = statement.as_string(cursor.cursor)
                self.stdout.write(f"{text};")
                if apply:
                    cursor.execute(statement)

    def _statements(self, owner: str, app: str, keeper: str) -> list[sql.Composed]:
        """Making roles and handing tables over is a superuser's work; the rest the owner can do again and again."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            superuser = cursor.fetchone()[0]
        first = [*make_roles(owner, app, keeper), *take_over(owner)] if superuser else []
        schema = sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(sql.Identifier(owner))
        if not superuser and not roles_there(keeper):
            self.stderr.write(f"没有角色 {keeper}：请用数据库超级用户运行一次，它才能移除已封存的审计记录。")
            keeper = ""
        return [*first, *([schema] if superuser else []), *statements(owner, app, keeper)]

    def _check(self) -> None:
        fault = role_fault()
        if fault:
            raise CommandError(fault)
        self.stdout.write("应用的数据库角色对审计表只能查看和追加。")
