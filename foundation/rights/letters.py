"""What is said to people about grants, and to whom."""

from django.urls import reverse

from foundation.accounts.models import User
from foundation.accounts.roles import BY_KEY, SEPARATED
from foundation.notices.services import Kind, register_kind, register_template

from .table import BY_VERB

register_kind(
    Kind(
        "rights",
        "授权",
        "谁得到、失去了什么权限，哪些要您批准",
        carriers={"sms": "now"},
        compulsory=("sms",),
        source="GB/T 22239—2019 8.1.5：权限变更可追溯",
    )
)


def _page(grant, values) -> str:
    return reverse("rights:grant", args=[grant.pk])


def _say(key: str, title: str, text: str, **more) -> None:
    register_template(f"rights.{key}", kind="rights", title=title, text=text, url=_page, **more)


_say("proposed", "等您批准：{whom} · {role}", "{whom}，角色“{role}”，范围：{place}。批准之前不生效。")
_say(
    "granted",
    "授权生效：{whom} · {role}",
    "角色“{role}”从现在起有效，范围：{place}。批准意见：{decision}。",
)
_say("refused", "授权未批准：{whom} · {role}", "角色“{role}”没有批准。理由：{decision}。")
_say("ended", "授权结束：{whom} · {role}", "角色“{role}”到此为止，范围：{place}。原因：{reason}。")
_say(
    "emergency",
    "应急授权：{whom} · {role}，{hours} 小时",
    "没有经过第二人批准。原因：{reason}。到时自动收回；请在事后核查。",
    urgent=True,
)


def _holders(roles) -> set[User]:
    groups = [BY_KEY[role].group for role in roles]
    return set(User.objects.filter(is_active=True, groups__name__in=groups).distinct())


def approvers(grant) -> set[User]:
    """Who may approve this one."""
    return _holders(BY_VERB["accounts.approve_grant"].holders) - {grant.person, grant.proposed_by}


def administrators() -> set[User]:
    """The three administrators."""
    return _holders(SEPARATED)
