"""Inviting many from a table: every row is one invitation, all of them or none."""

from functools import partial

from foundation.accounts.backend import as_phone
from foundation.accounts.models import User
from foundation.accounts.roles import ROLES
from foundation.imports import cells
from foundation.imports.kinds import Action, Column, Row, TableKind, register_table
from foundation.jobs.errors import JobError
from foundation.rights.refusals import Refused
from foundation.rights.table import place_of_role

from .holders import HOLDERS, Holder
from .services import Newcomer, invite
from .services.invite import PHONE

ROLE_NAMES = {role.name: role.key for role in ROLES}
NAME = Column("name", "姓名", required=True)
PHONE_COLUMN = Column("phone", "手机号", cells.code, ("电话", "手机", "联系电话"), help="链接发到这里")
EMAIL = Column("email", "邮箱", cells.code, ("电子邮箱", "邮件"), help="手机号和邮箱至少有一个")
NUMBER = Column("staff_number", "工号", cells.code, ("编号",))
ROLE = Column("role", "拟授的角色", cells.one_of(ROLE_NAMES), ("角色",), help="另一个人批准以后才生效")
GROUND = Column("ground", "依据", synonyms=("文号",), help="有角色就要写：任命、分工或公告的文号")


def register() -> None:
    """One kind of table for each kind of people."""
    for holder in HOLDERS.values():
        columns = (NAME, PHONE_COLUMN, EMAIL, *(() if holder.roles else (NUMBER,)), ROLE, GROUND)
        register_table(
            TableKind(
                key=f"life.{holder.key}",
                name=f"邀请{holder.name}开通账号",
                verb=holder.verb,
                columns=columns,
                judge=partial(judge, holder),
                apply=partial(apply, holder),
                after="life:invitations",
                help="每行一个人。确认以后，每人收到一个只能用一次的激活链接；手机号已有账号的行跳过。",
            )
        )


def judge(holder: Holder, rows: list[Row], choices: dict, by) -> None:
    """Who is there already is left alone; two rows of one phone are one too many."""
    phones = {as_phone(row["phone"]) for row in rows if row["phone"]}
    known = {person.phone: person for person in User.objects.filter(phone__in=phones)}
    seen: dict[str, int] = {}
    for row in rows:
        phone = as_phone(row["phone"] or "")
        _judge_role(row, holder)
        if not phone and not row["email"]:
            row.blame("phone", "手机号和邮箱都没有", "至少填一个，链接要有地方送。")
        if not phone:
            continue
        if not PHONE.fullmatch(phone):
            row.blame("phone", "不像手机号", "填 11 位数字，以 1 开头。")
        if phone in seen:
            row.blame("phone", f"和第 {seen[phone]} 行是同一个手机号", "只留一行，或者改号。")
        seen.setdefault(phone, row.number)
        if phone in known and known[phone].display_name == row["name"]:
            row.action = Action.UNCHANGED
        elif phone in known:
            row.blame("phone", "这个手机号是另一个人的账号", "核对姓名和号码。")


def _judge_role(row: Row, holder: Holder) -> None:
    role = row["role"]
    if role and holder.roles and role not in holder.roles:
        row.blame("role", f"邀请{holder.name}时不能提这个角色", "空着，由安全管理员另提。")
    elif role and place_of_role(role):
        row.blame("role", "这个角色要选管哪一个单位或代表团", "空着，激活以后在“授权”里提出。")
    if role and not row["ground"]:
        row.blame("ground", "提了角色没有依据", "填任命、分工或公告的文号。")


def apply(holder: Holder, rows: list[Row], choices: dict, by, step) -> dict[str, int | str]:
    """In the engine's transaction: a row that cannot go in takes back all before it."""
    for done, row in enumerate(rows, 1):
        values = {key: row[key] or "" for key in ("name", "phone", "email", "staff_number", "role", "ground")}
        try:
            invite(Newcomer(**values), by=by, holder=holder.key)
        except Refused as refusal:  # somebody was invited by hand since the table was looked at
            what = f"第 {row.number} 行：{refusal}"
            raise JobError(what, "核对这一行，重新上传。一个人也没有邀请。", permanent=True) from refusal
        step(done)
    return {"已邀请": len(rows)}
