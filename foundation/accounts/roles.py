"""The roles of the house as one table. Permissions of a role belong to the app that owns the thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """`key` is the name in code, `group` the Django group of the same people, `demo` who plays it in the demo.

    `second_factor`: who holds the role needs a second step at login (GB/T 22239-2019 §8.1.4.1 d: everybody
    who may write needs one, and every role here may).
    """

    key: str
    name: str
    description: str
    demo: str
    second_factor: bool = True

    @property
    def group(self) -> str:
        return self.name


ROLES: tuple[Role, ...] = (
    Role("editor", "编辑", "写稿、改稿、提交审核；自己的稿子自己不能审。", "林知夏"),
    Role("first_reviewer", "初审", "看事实、来源和格式，通过或退回。", "周明远"),
    Role("second_reviewer", "复审", "看政策、表述和标题，通过或退回。", "沈若溪"),
    Role("final_reviewer", "终审", "最后签发，签发即发布。", "顾长河"),
    Role("chief_editor", "总编", "紧急发布、撤稿、发布集，管理栏目。", "陆青松"),
    Role("media_operator", "媒资", "上传和整理图片、音视频，办直播。", "唐晚晴"),
    Role("system_admin", "系统管理员", "管站点设置、任务和备份；不看内容，不授权，不看审计。", "郑启航"),
    Role("security_admin", "安全管理员", "管账号和授权；不看内容，不动审计。", "冯守正"),
    Role("audit_admin", "审计管理员", "查审计、验链、导出；别的都不能改。", "严清白"),
    Role("deputy", "代表", "提议案建议，评价答复，参加活动，回复群众。", "方谷雨"),
    Role("former_deputy", "原代表", "任期已满，只看自己的履职档案。", "柳怀远"),
    Role("station_admin", "联络站", "管联络站的接待、意见和活动。", "何采薇"),
    Role("unit_handler", "承办单位", "签收、联系代表、答复建议。", "梁秋实"),
    Role("congress_staff", "代表工委", "受理、交办、督办，管代表资料。", "许文澜"),
    Role("delegation_staff", "代表团工作人员", "核对本团代表的议案建议，可以代录。", "谢清和"),
    Role("session_secretariat", "大会秘书处", "会议期间登记议案、受理建议；会议结束，权限即止。", "罗景行"),
    Role("government_office", "政府办公厅", "分办、督促政府系统承办的建议。", "邵文博"),
    Role("unit_head", "承办单位负责人", "审签答复，定本单位的分工。", "乔振邦"),
    Role("committee_staff", "专门委员会", "初审法规草案，督办重点建议。", "江映雪"),
    Role("law_staff", "法制工作机构", "编立法计划，组织起草、征求意见和统一审议。", "白砚秋"),
    Role("filing_reviewer", "备案审查", "登记、审查报送备案的规范性文件。", "石安澜"),
    Role("filing_clerk", "制定机关报备", "报送本机关的规范性文件备案。", "叶向晨"),
    Role("council_member", "主任会议成员", "定重点督办和议程，作批示。", "高守一"),
    Role("office_head", "办公室负责人", "批准授权，不办具体业务。", "秦致远"),
)
BY_KEY = {role.key: role for role in ROLES}
BY_GROUP = {role.group: role for role in ROLES}

# 三员分立: one person never holds two of these
SEPARATED = frozenset({"system_admin", "security_admin", "audit_admin"})


def clash(groups) -> str:
    """Why these group names may not belong to one person, in a sentence; empty when they may."""
    held = [BY_GROUP[name].name for name in groups if name in BY_GROUP and BY_GROUP[name].key in SEPARATED]
    return f"一个人不能同时是{'和'.join(sorted(set(held)))}。" if len(set(held)) > 1 else ""
