"""Where people go from the first page, by what they may do. A door without an address yet is not shown."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from foundation.rights.may import may


@dataclass(frozen=True)
class Door:
    """`address` is the name of a URL, `verb` what one does behind it; `short` stands in the navigation, empty keeps it out."""

    title: str
    text: str
    address: str
    verb: str
    short: str = ""
    icon: str = "doc"
    action: str = "打开"

    @property
    def url(self) -> str:
        try:
            return reverse(self.address)
        except NoReverseMatch:
            return ""


DOORS = (
    Door(
        "写稿和审稿",
        "待您处理的稿件、您的草稿、最近一次发布。",
        "wagtailadmin_home",
        "content.desk",
        "编辑",
        "pen",
        "去编辑后台",
    ),
    Door(
        "图片",
        "上传、裁切、写清替代文字。",
        "wagtailimages:index",
        "content.media",
        "图片",
        "picture",
        "去整理图片",
    ),
    Door("文件", "附件和它们的校验值。", "wagtaildocs:index", "content.media"),
    Door(
        "账号",
        "开账号、改资料、停用离岗的人；角色在“授权”里给。",
        "wagtailusers_users:index",
        "accounts.keep",
        "账号",
        "people",
        "去管账号",
    ),
    Door("登录规则", "密码、锁定、超时和令牌的数字，每个都有依据。", "accounts_rules", "accounts.policy"),
    Door("服务令牌", "给别的系统签发和吊销令牌。", "accounts_tokens", "accounts.tokens"),
    Door(
        "授权",
        "提出、批准、收回谁的什么权限。",
        "rights:grants",
        "accounts.approve_grant",
        "授权",
        "people",
        "去看授权",
    ),
    Door(
        "审计记录",
        "谁在什么时候做了什么，能查、能导出、能验链。",
        "audit_list",
        "audit.read",
        "审计",
        "list",
        "去查记录",
    ),
    Door(
        "期限",
        "哪些事项逾期、快到期，怎么算的；暂停、延期和停止。",
        "deadlines:clocks",
        "rules.clocks",
        "期限",
        "list",
        "看期限",
    ),
    Door(
        "消息外发",
        "短信、邮件发到了没有；没送达的重发或改用电话。",
        "inbox:board",
        "notices.board",
        "外发",
        "list",
        "看外发",
    ),
    Door("消息规则", "夜间不打扰、汇总时间、每日上限、一键停发。", "inbox:rules", "notices.rules"),
    Door(
        "后台任务",
        "发布、导入、转码的进度，失败的可以重试。",
        "jobs:index",
        "system.jobs",
        "任务",
        "list",
        "看任务",
    ),
    Door(
        "规则和工作日历",
        "各种期限、人数的规定和依据，放假和调休安排。",
        "deadlines:rules",
        "rules.keep",
        "规则",
        "doc",
        "看规则",
    ),
)


def doors_for(user) -> list[Door]:
    """What this person may open, the most important first."""
    return [door for door in DOORS if may(user, door.verb) and door.url]


def public_site() -> str:
    return f"{settings.SITE_BASE_URL}/"
