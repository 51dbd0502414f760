"""What people are told about accounts."""

from django.conf import settings
from django.urls import reverse

from foundation.accounts.models import User
from foundation.notices.registry import MessageFault
from foundation.notices.services import register_template
from foundation.rights.may import may

from .code import code_of
from .models import Invitation


def _code(notice) -> str:
    """Asked for when a copy goes out; a link that is dead by then is not sent."""
    invitation = Invitation.objects.alive().filter(pk=notice.object_key.rpartition(":")[2]).first()
    if invitation is None:
        raise MessageFault("the link was revoked, replaced, used, or has run out")
    return code_of(invitation.nonce)


def _restore(thing, values) -> str:
    return reverse("life:restore", args=[thing.pk])


LINK = f"{settings.WAGTAILADMIN_BASE_URL}/i/{{code}}/"

register_template(
    "life.invited",
    kind="account",
    title="请激活您的账号",
    text="链接已发到您的手机或邮箱，{until} 前有效。",
    sms=f"您的工作平台账号已开通，请在 {{until}} 前打开 {LINK} 设密码和第二步。不是您本人请勿打开。",
    url=lambda thing, values: reverse("portal_me"),
    late={"code": _code},
)
register_template(
    "life.restore_link",
    kind="account",
    title="恢复登录",
    text="您的登录第二步已重置，新链接 {until} 前有效。",
    sms=f"管理员已核对身份并重置您的登录，请在 {{until}} 前打开 {LINK} 重新设好。不是您本人申请，请立即打热线。",
    url=lambda thing, values: reverse("portal_me"),
    urgent=True,
    late={"code": _code},
)
register_template(
    "life.restore_asked",
    kind="task",
    title="等您批准：恢复{whom}的登录",
    text="{asker}已核对身份：{reason}",
    url=_restore,
)
register_template(
    "life.restore_refused",
    kind="account",
    title="没有批准恢复{whom}的登录",
    text="理由：{decision}",
    url=_restore,
)
register_template(
    "life.leave",
    kind="task",
    title="{whom} {since} 至 {until} 休假，由 {stand_in} 代理",
    text="代理的授权由第二个人批准后，只在这几天有效。",
    url="/",
)
register_template(
    "life.handed_over",
    kind="task",
    title="{whom}的 {count} 项在办事项移交给{receiver}",
    text="{what}。理由：{reason}",
    url="/",
)
register_template(
    "life.idle_warning",
    kind="account",
    title="账号 {day} 将因久未登录停用",
    text="登录一次就不会停用；停用后请打热线，由安全管理员启用。",
    sms="您的工作平台账号久未登录，{day} 将停用。登录一次即可保留。",
    url="/",
)
register_template(
    "life.idle_administrator",
    kind="account",
    title="{whom}久未登录，没有停用：他是唯一在岗的{role}",
    text="请核实他是否还在岗，尽快安排另一人。",
    url="/",
)
register_template(
    "life.reactivated", kind="account", title="您的账号已重新启用", text="理由：{reason}", url="/"
)
register_template(
    "life.reduced",
    kind="account",
    title="您的账号现在只看自己的履职档案",
    text="任期已满，没有办完的建议照常办理，结果仍会告诉您。依据：{ground}",
    url="/",
)
register_template(
    "life.entered",
    kind="progress",
    title="{staff}替您代录：{what}",
    text="依据：{how}。与您的意思不符，请打热线或在平台改正。",
)


def approvers_of_restore(restore) -> list[User]:
    """Everybody who may decide this one."""
    people = User.objects.filter(is_active=True, groups__isnull=False).distinct().prefetch_related("groups")
    out = {restore.person_id, restore.asked_by_id}
    return [one for one in people if one.pk not in out and may(one, "accounts.approve_restore")]
