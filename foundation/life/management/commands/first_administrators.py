"""`manage.py first_administrators`: the first people of an empty installation, each with a link shown once."""

import json

from django.core.management.base import BaseCommand, CommandError

from foundation.accounts.roles import BY_KEY
from foundation.rights.refusals import Refused

from ...code import link_of
from ...services import Newcomer, first_administrators

OPTIONS = {
    "system_admin": "system",
    "security_admin": "security",
    "audit_admin": "audit",
    "office_head": "head",
}


class Command(BaseCommand):
    help = "在空的系统里设立系统、安全、审计管理员和批准授权的办公室负责人；每人的激活链接只显示这一次"

    def add_arguments(self, parser) -> None:
        for role, option in OPTIONS.items():
            parser.add_argument(f"--{option}", required=True, metavar="姓名:手机号", help=BY_KEY[role].name)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, json: bool, **options) -> None:
        people = {role: _newcomer(options[option]) for role, option in OPTIONS.items()}
        try:
            made = first_administrators(people)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        rows = [
            {
                "role": BY_KEY[role].name,
                "name": str(link.person),
                "username": link.person.username,
                "link": link_of(code),
                "until": link.expires_at.isoformat(timespec="minutes"),
            }
            for role, link, code in made
        ]
        self.stdout.write(_as_json(rows) if json else _as_text(rows))


def _newcomer(text: str) -> Newcomer:
    name, _, phone = text.replace("：", ":").partition(":")
    return Newcomer(name=name.strip(), phone=phone.strip())


def _as_json(rows: list[dict]) -> str:
    return json.dumps(rows, ensure_ascii=False)


def _as_text(rows: list[dict]) -> str:
    lines = [f"{row['role']} {row['name']}（用户名 {row['username']}）\n  {row['link']}" for row in rows]
    end = "每个链接只能用一次，请分别当面交给本人，不要转发。没有默认密码：本人打开链接自己设。"
    return "\n".join([*lines, end])
