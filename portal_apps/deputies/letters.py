"""What is said to people about mandates and files, and to whom."""

from django.urls import reverse

from foundation.accounts.models import User
from foundation.accounts.roles import BY_KEY
from foundation.notices.services import Kind, register_kind, register_template
from foundation.rights.table import BY_VERB

register_kind(
    Kind(
        "deputies",
        "代表资格和资料",
        "缺席、调动的提醒，资料修改的审核",
        carriers={"sms": "now", "mail": "digest"},
        source="《代表法》第六十一条至第六十三条",
    )
)


def _file(person, values) -> str:
    return reverse("deputies:file", args=[person.pk])


def _mine(person, values) -> str:
    return reverse("deputies:mine")


def _wish(wish, values) -> str:
    return reverse("deputies:wish", args=[wish.pk])


def _say(key: str, title: str, text: str, **more) -> None:
    register_template(f"deputies.{key}", kind="deputies", title=title, text=text, **more)


_say("alert", "请核实：{whom}", "{text}依据：{law}。系统不会自动改变代表资格，请核实后处理。", url=_file)
_say("changed", "您的代表资格：{what}", "{what}，{day}。事由：{ground}。有疑问请联系代表工委。", url=_mine)
_say("wish", "{whom}修改了资料，等您审核", "修改了：{fields}。", url=_wish)
_say("wish_approved", "您修改的资料已采用", "已采用：{fields}。", url=_mine)
_say("wish_refused", "您修改的资料没有采用", "理由：{reason}。您可以改好再提交。", url=_mine)


def _rollover(rollover, values) -> str:
    return reverse("deputies:rollover", args=[rollover.pk])


_say("rollover", "{whom}，等您批准", "{asker}提出，{since} 起换届。预演结果在页面上。", url=_rollover)
_say("rollover_refused", "{whom}没有批准", "理由：{reason}。", url=_rollover)
_say("rollover_done", "{whom}已经完成", "{count} 人不再担任代表，报告在页面上。", url=_rollover)
_say("rollover_failed", "{whom}没有做成", "{reason}什么都没有改。", url=_rollover)


def holders(verb: str) -> set[User]:
    """Who may do a verb to all of the house: those an alert goes to."""
    groups = [BY_KEY[role].group for role, scope in BY_VERB[verb].holders.items() if scope == "all"]
    return set(User.objects.filter(is_active=True, groups__name__in=groups).distinct())
