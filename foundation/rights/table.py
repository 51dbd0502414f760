"""Every verb of the house: who may, and how far. The one table that code, screens, the database and tests read.

A verb is named `area.act`. Reading is a verb too: where no role is named, nobody reads. The three administrators
(三员) stand only in their own rows: none of them reads what the house works on.
"""

from dataclasses import dataclass, field

from foundation.accounts.roles import BY_KEY

from .scopes import Scope

REVIEWERS = ("first_reviewer", "second_reviewer", "final_reviewer")
OFFICE = ("editor", *REVIEWERS, "chief_editor")
COMMITTEES = ("committee_staff", "law_staff", "council_member")


@dataclass(frozen=True)
class Verb:
    """`holders` maps the key of a role to its scope."""

    key: str
    name: str
    holders: dict[str, Scope] = field(default_factory=dict)

    @property
    def area(self) -> str:
        return self.key.partition(".")[0]


def verb(key: str, name: str, **by_scope: str | tuple[str, ...]) -> Verb:
    """`verb("stations.answer", "答复群众意见", own="deputy", station="station_admin")`."""
    holders: dict[str, Scope] = {}
    for scope, roles in by_scope.items():
        for role in (roles,) if isinstance(roles, str) else roles:
            if role not in BY_KEY or role in holders:
                raise ValueError(f"{key}: {role} is no role, or named twice")
            holders[role] = Scope(scope)
    return Verb(key, name, holders)


AREAS = {
    "content": "网站内容",
    "site": "公开网站",
    "suggestions": "建议、批评和意见",
    "motions": "议案",
    "exchange": "政府系统对接",
    "legislation": "立法和备案审查",
    "deputies": "代表",
    "stations": "联络站",
    "meetings": "会议和活动",
    "media": "视频",
    "accounts": "账号和授权",
    "rules": "期限和规则",
    "notices": "通知",
    "audit": "审计",
    "system": "系统",
}

CONTENT = (
    verb("content.desk", "进编审工作台", all=OFFICE),
    verb("content.write", "写稿、改稿、提交审核", own="editor", all="chief_editor"),
    verb("content.review_first", "初审", all="first_reviewer"),
    verb("content.review_second", "复审", all="second_reviewer"),
    verb("content.review_final", "终审", all="final_reviewer"),
    verb("content.schedule", "定时发布、发布暂存的稿件", all=("final_reviewer", "chief_editor")),
    verb("content.withdraw", "撤稿", all=("final_reviewer", "chief_editor")),
    verb("content.publish_urgently", "紧急发布", all="chief_editor"),
    verb("content.check_urgent", "复核紧急发布", all=(*REVIEWERS, "chief_editor")),
    verb("content.waive", "放行门禁的提示", all=(*REVIEWERS, "chief_editor")),
    verb("content.waive_own", "放行自己稿件的提示", all="chief_editor"),
    verb("content.backdate", "改首次发布日期", all="chief_editor"),
    verb("content.release_set", "建发布集、收稿件", all=OFFICE),
    verb("content.release", "整套发布", all=("final_reviewer", "chief_editor")),
    verb("content.order", "调整栏目里的顺序", all="chief_editor"),
    verb("content.rules", "改编审规则", all="chief_editor"),
    verb("content.lists", "管词表、领导人名单和标签", all="chief_editor"),
    verb("content.import", "从文件导入稿件", all="chief_editor"),
    verb("content.media", "整理图片和文件", own="editor", all="media_operator"),
    verb("site.identity", "改网站名称、标识和备案号", all="chief_editor"),
    verb("site.notice", "发布、撤下全站公告", all="chief_editor"),
    verb("site.releases", "看发布版本", all=(*OFFICE, "system_admin")),
    verb("site.roll_back", "验证、回退、保留、停住、重新投递版本", all=("chief_editor", "system_admin")),
)
SUGGESTIONS = (
    verb(
        "suggestions.read",
        "看建议全文和办理过程",
        own=("deputy", "former_deputy"),
        delegation="delegation_staff",
        unit=("unit_handler", "unit_head"),
        term="session_secretariat",
        all=("congress_staff", "government_office", *COMMITTEES),
        public=("station_admin", *OFFICE),
    ),
    verb("suggestions.write", "写建议", own="deputy", delegation="delegation_staff", all="congress_staff"),
    verb("suggestions.cosign", "联名", own="deputy"),
    verb(
        "suggestions.figures",
        "看议案建议的统计",
        unit=("unit_handler", "unit_head"),
        all=("deputy", "congress_staff", "government_office", *COMMITTEES),
    ),
    verb(
        "suggestions.read_report",
        "看年度报告",
        all=("congress_staff", "government_office", *COMMITTEES),
    ),
    verb("suggestions.report", "写、编发年度报告", all="congress_staff"),
    verb("suggestions.check", "代表团核对", delegation="delegation_staff"),
    verb("suggestions.accept", "受理、退回、并案、编号", term="session_secretariat", all="congress_staff"),
    verb("suggestions.assign", "交办、改办、延期", term="session_secretariat", all="congress_staff"),
    verb("suggestions.sub_assign", "政府系统内分办、催办", all="government_office"),
    verb("suggestions.handle", "签收、联系代表、拟答复", unit="unit_handler"),
    verb("suggestions.sign_reply", "签发答复", unit="unit_head"),
    verb("suggestions.evaluate", "评价答复", own="deputy"),
    verb("suggestions.supervise", "督办重点建议", all=("committee_staff", "congress_staff")),
    verb("suggestions.choose_key", "定重点督办、作批示", all="council_member"),
    verb("suggestions.publish", "公开建议和答复、办结", all="congress_staff"),
    verb("suggestions.lists", "管分类、编号、办理结果分类和提出前的检查", all="congress_staff"),
    verb("suggestions.override", "逾期准予退回", all="congress_staff"),
    verb("suggestions.urge", "催办", all=("congress_staff", "government_office", "committee_staff")),
    verb(
        "suggestions.export",
        "导出议案建议清单",
        delegation="delegation_staff",
        unit=("unit_handler", "unit_head"),
        term="session_secretariat",
        all=("congress_staff", "government_office", "committee_staff", "council_member"),
    ),
    verb(
        "suggestions.share_view",
        "把保存的视图给同事用",
        delegation="delegation_staff",
        unit=("unit_handler", "unit_head"),
        term="session_secretariat",
        all=("congress_staff", "government_office", "committee_staff"),
    ),
    verb(
        "suggestions.comment",
        "代表和承办单位沟通",
        own="deputy",
        unit=("unit_handler", "unit_head"),
        all="congress_staff",
    ),
)
MOTIONS = (
    verb(
        "motions.read",
        "看议案",
        own="deputy",
        delegation="delegation_staff",
        term="session_secretariat",
        all=("congress_staff", *COMMITTEES),
    ),
    verb("motions.write", "提议案", own="deputy", delegation="delegation_staff"),
    verb("motions.cosign", "附议", own="deputy"),
    verb("motions.check", "代表团核对", delegation="delegation_staff"),
    verb("motions.register", "登记议案", term="session_secretariat"),
    verb("motions.review", "提审查意见", all="committee_staff"),
    verb("motions.decide", "决定处理方式", all="council_member"),
    verb("motions.follow", "跟踪立案议案", all="congress_staff"),
)
EXCHANGE = (verb("exchange.operate", "看对接情况、重发、暂停、收发数据包", all="congress_staff"),)
LEGISLATION = (
    verb("legislation.read", "看草案和立法资料", own="deputy", all=COMMITTEES, public=OFFICE),
    verb("legislation.draft", "编计划、拟草案", all="law_staff"),
    verb("legislation.first_review", "初审", all="committee_staff"),
    verb("legislation.deliberate", "统一审议", all="law_staff"),
    verb("legislation.agenda", "列入议程", all="council_member"),
    verb("legislation.comment", "提修改意见", own="deputy", unit=("unit_handler", "unit_head")),
    verb("legislation.file", "报送备案", unit="filing_clerk"),
    verb("legislation.review_filing", "审查备案文件", all="filing_reviewer"),
)
DEPUTIES = (
    verb(
        "deputies.read",
        "看代表资料",
        own=("deputy", "former_deputy"),
        delegation="delegation_staff",
        station="station_admin",
        term="session_secretariat",
        all=("congress_staff", "committee_staff", "council_member"),
    ),
    verb(
        "deputies.contact",
        "看提建议代表的联系方式",
        unit=("unit_handler", "unit_head"),
        all="government_office",
    ),
    verb(
        "deputies.reveal",
        "打开代表的电话、邮箱、住址（留痕）",
        own="deputy",
        delegation="delegation_staff",
        term="session_secretariat",
        all="congress_staff",
    ),
    verb("deputies.directory", "查代表通讯录（只有愿意公开的人）", all=("deputy", "congress_staff")),
    verb(
        "deputies.figures",
        "看代表构成和名单",
        delegation="delegation_staff",
        term="session_secretariat",
        all=("congress_staff", "committee_staff", "council_member"),
    ),
    verb("deputies.edit", "建、改代表资料，导入导出", all="congress_staff"),
    verb("deputies.edit_own", "改自己的资料（待审）", own="deputy"),
    verb("deputies.mandate", "变更代表资格", all="congress_staff"),
    verb("deputies.enter_for", "替代表录入（代录）", delegation="delegation_staff", all="congress_staff"),
    verb("deputies.score", "看履职积分", own="deputy", delegation="delegation_staff", all="congress_staff"),
    verb("deputies.roll_over", "预演、提出换届", all="congress_staff"),
    verb("deputies.approve_rollover", "批准换届", all=("congress_staff", "council_member")),
    verb("deputies.organise", "管届次、机构、代表团、承办单位", all="congress_staff"),
)
STATIONS = (
    verb(
        "stations.read",
        "看群众意见",
        own="deputy",
        station="station_admin",
        all=("congress_staff", *COMMITTEES),
    ),
    verb("stations.keep", "登记、转办、反馈群众意见", station="station_admin"),
    verb("stations.answer", "答复群众意见", own="deputy", unit="unit_handler", station="station_admin"),
    verb("stations.approve", "审批联络站和活动", all="congress_staff"),
)
MEETINGS = (
    verb(
        "meetings.read",
        "看会议和材料",
        own="deputy",
        delegation="delegation_staff",
        term="session_secretariat",
        all=("congress_staff", *COMMITTEES),
    ),
    verb(
        "meetings.keep",
        "办会：通知、材料、签到",
        term="session_secretariat",
        all=("congress_staff", *COMMITTEES),
    ),
    verb("meetings.attend", "签到、请假", own="deputy"),
)
MEDIA = (
    verb("media.see", "看视频库", all=(*OFFICE, "media_operator")),
    verb("media.upload", "上传视频", all=("editor", "chief_editor", "media_operator")),
    verb("media.keep", "改、换、剪、停、重做、删视频", own="editor", all=("chief_editor", "media_operator")),
    verb("media.caption", "写字幕、传字幕", all=("editor", "chief_editor", "media_operator")),
    verb("media.caption_approve", "核准字幕", all=("editor", "chief_editor")),
    verb("media.ladder", "按新的档次重做全部视频", all="media_operator"),
    verb(
        "media.live_keep", "排直播、改安排、管推流密钥", own="editor", all=("chief_editor", "media_operator")
    ),
    verb("media.live_run", "开播、切断、结束直播", own="editor", all=("chief_editor", "media_operator")),
    verb("media.watch", "看代表专用视频", all=("deputy", *OFFICE, "media_operator")),
)
HOUSE = (
    verb("accounts.keep", "邀请、建、停账号，休假、移交和离开", all="security_admin"),
    verb("accounts.propose_grant", "提出授权", all="security_admin"),
    verb("accounts.approve_grant", "批准授权", all=("security_admin", "office_head")),
    verb("accounts.end_grant", "收回授权", all="security_admin"),
    verb("accounts.break_glass", "应急授权", all="security_admin"),
    verb("accounts.ask_restore", "提出恢复登录（丢了第二步）", all="security_admin"),
    verb("accounts.approve_restore", "批准恢复登录", all=("security_admin", "office_head")),
    verb("accounts.policy", "改密码、登录和会话的规定", all="security_admin"),
    verb("accounts.tokens", "发、收系统对接凭证", all="security_admin"),
    verb("accounts.exchange", "设置政府系统对接、换密钥", all="security_admin"),
    verb("rules.clocks", "看期限，暂停、延期、改办", all="congress_staff"),
    verb("rules.keep", "看和改期限规则、工作日历", all=("congress_staff", "system_admin")),
    verb("notices.board", "看通知的送达情况，重发", all=("congress_staff", "system_admin")),
    verb("notices.rules", "改通知的时段和限额", all="system_admin"),
    verb("audit.read", "查、导出、验审计记录", all="audit_admin"),
    verb("audit.rules", "改审计记录留存和外存的规定", all="security_admin"),
    verb("system.jobs", "管后台任务", own="chief_editor", all="system_admin"),
    verb("system.settings", "站点和系统设置", all="system_admin"),
)

VERBS = (
    *CONTENT, *SUGGESTIONS, *MOTIONS, *EXCHANGE, *LEGISLATION, *DEPUTIES,
    *STATIONS, *MEETINGS, *MEDIA, *HOUSE,
)  # fmt: skip
BY_VERB = {one.key: one for one in VERBS}


def scopes_of_role(role: str) -> dict[str, Scope]:
    """What one role may do, by verb."""
    return {one.key: one.holders[role] for one in VERBS if role in one.holders}


def place_of_role(role: str) -> Scope | None:
    """The kind of place a role is granted for; None: for the whole house."""
    places = {Scope.DELEGATION, Scope.STATION, Scope.UNIT, Scope.TERM} & set(scopes_of_role(role).values())
    return places.pop() if len(places) == 1 else None
