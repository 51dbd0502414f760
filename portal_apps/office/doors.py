"""Where people go from the first page, by what they may do. A door without an address yet is not shown."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from foundation.rights.may import may, reaches_others
from foundation.rulebook import areas


@dataclass(frozen=True)
class Door:
    """`address` is the name of a URL, `verb` what one does behind it (one of several); `short` stands in the navigation, empty keeps it out.

    `of_others`: a door for those only who may do it to more than their own; `of_own` for those who may do it to no more.
    """

    title: str
    text: str
    address: str
    verb: str | tuple[str, ...]
    short: str = ""
    icon: str = "doc"
    action: str = "打开"
    of_others: bool = False
    of_own: bool = False

    @property
    def url(self) -> str:
        try:
            return reverse(self.address)
        except NoReverseMatch:
            return ""

    def opens_for(self, user) -> bool:
        verbs = (self.verb,) if isinstance(self.verb, str) else self.verb
        if self.of_own:
            return any(may(user, verb) and not reaches_others(user, verb) for verb in verbs)
        return any((reaches_others if self.of_others else may)(user, verb) for verb in verbs)


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
        "议案建议",
        "写建议和议案、联名、办理、答复、评价：每一件办到哪一步。",
        "motions:list",
        ("suggestions.read", "motions.read"),
        "建议",
        "doc",
        "看议案建议",
    ),
    Door(
        "统计",
        "办到什么程度：按期、面商、满意、落实，每个数都能点开看是哪些件。",
        "motions:figures",
        "suggestions.figures",
        "统计",
        "list",
        "看统计",
    ),
    Door(
        "承诺台账",
        "答复里承诺了什么、到哪一天、兑现没有，各单位的兑现率。",
        "motions:ledger",
        "suggestions.read",
        of_others=True,
    ),
    Door(
        "议案建议的设置",
        "编号、分类、办理结果、提出前的检查、提示和范文、会议的截止时间。",
        "motions:settings",
        ("suggestions.lists", "motions.register"),
    ),
    Door(
        "政府系统对接",
        "和政府办公厅自己的系统交换建议的办理：发到哪里，卡在哪里，两边对不对得上。",
        "exchange:index",
        ("exchange.operate", "accounts.exchange"),
    ),
    Door(
        "账号",
        "邀请、休假、移交、停用和离开；角色在“授权”里给。",
        "life:people",
        "accounts.keep",
        "账号",
        "people",
        "去管账号",
    ),
    Door(
        "代表",
        "名册、资格变更、任职、资料审核。",
        "deputies:people",
        "deputies.read",
        "代表",
        "people",
        "看代表",
        of_others=True,
    ),
    Door(
        "届次和机构",
        "届、次、代表团、委员会、承办单位和联络员。",
        "deputies:organisation",
        "deputies.organise",
    ),
    Door(
        "我的代表资料",
        "资格、任职、联系方式；改动由代表工委审核。",
        "deputies:mine",
        ("deputies.edit_own", "deputies.read"),
        "资料",
        "doc",
        "看我的资料",
        of_own=True,
    ),
    Door(
        "培训视频",
        "只给代表看的培训；看到哪里会记住，看过的计入学习。",
        "training:index",
        "media.watch",
    ),
    Door(
        "代表通讯录",
        "愿意公开联系方式的代表。",
        "deputies:directory",
        "deputies.directory",
        "通讯录",
        "people",
    ),
    Door(
        "代录",
        "代表打电话、交纸件时，替他录入，写明凭据。",
        "life:proxies",
        "deputies.enter_for",
        "代录",
        "pen",
        "去代录",
    ),
    Door("邀请代表", "发激活链接，看谁还没有激活，重发、撤回。", "life:invitations", "deputies.edit"),
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
    Door(
        "代表构成",
        "一届代表的性别、年龄、党派、代表团……，能对比、能导出名单。",
        "figures:show",
        "deputies.figures",
        "构成",
        "list",
        "看构成",
    ),
    Door(
        "导入表格",
        "把手头的名单整份导入：对列、逐行检查，全对才导入。",
        "imports:index",
        "deputies.edit",
        "导入",
        "doc",
        "去导入",
    ),
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
        "规则",
        "您管的期限、时段、限额和做法：现在是多少、依据什么、谁改过。",
        "rulebook:rules",
        areas.VERBS,
        "规则",
        "doc",
        "看规则",
    ),
    Door("工作日历", "放假和调休安排，每年载入一次。", "deadlines:calendar", "rules.keep"),
)


def doors_for(user) -> list[Door]:
    """What this person may open, the most important first."""
    return [door for door in DOORS if door.url and door.opens_for(user)]


def public_site() -> str:
    return f"{settings.SITE_BASE_URL}/"
