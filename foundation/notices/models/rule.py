"""Limits the house decides, each with the text it rests on. A change is a new row: the history stays."""

from datetime import time

from django.conf import settings
from django.db import models
from django.utils import timezone


class MessageRule(models.Model):
    """The newest row of a key that has begun is in force."""

    history: "list[MessageRule]"  # what it was before; set by rules_in_force

    class Key(models.TextChoices):
        STOPPED = "stopped", "一键停发：1 停止全部外发，0 正常"
        QUIET_FROM = "quiet_from", "夜间不打扰从几点（时分，如 2200）"
        QUIET_UNTIL = "quiet_until", "夜间不打扰到几点（时分，如 700）"
        DIGEST_AT = "digest_at", "每天几点发汇总（时分，如 1730）"
        PERSON_PER_DAY = "person_per_day", "一个人一天每种通道最多几条"
        ACCOUNT_PER_DAY = "account_per_day", "全单位一天每种通道最多几条"
        ATTEMPTS = "attempts", "没有发出时最多试几次"
        ASK_AFTER = "ask_after", "结果不明时，隔多少秒第一次向网关核对"
        ASK_EVERY = "ask_every", "两次核对至少隔多少秒"
        ASK_TIMES = "ask_times", "核对几次还不明就转人工"
        RECEIPT_HOURS = "receipt_hours", "多少小时没有送达回执就转人工"
        BODY_DAYS = "body_days", "消息正文保存多少天"

    key = models.CharField("规则", max_length=40, choices=Key)
    value = models.PositiveIntegerField("数值")
    source = models.CharField("依据", max_length=300)
    since = models.DateTimeField("生效", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="修改人",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = "消息规则"
        verbose_name_plural = "消息规则"
        ordering = ["key", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["key", "-id"])]

    def __str__(self) -> str:
        return self.get_key_display()


Key = MessageRule.Key
OUR_DEFAULT = "系统默认值，请按本机关的规定修改"
#: value, smallest, largest, source: what a new installation starts with.
DEFAULTS: dict[str, tuple[int, int, int, str]] = {
    Key.STOPPED: (0, 0, 1, OUR_DEFAULT),
    Key.QUIET_FROM: (2200, 0, 2359, OUR_DEFAULT),
    Key.QUIET_UNTIL: (700, 0, 2359, OUR_DEFAULT),
    Key.DIGEST_AT: (1730, 0, 2359, OUR_DEFAULT),
    Key.PERSON_PER_DAY: (10, 1, 1000, "短信平台默认每个号码每天 10 条；超过会被限流"),
    Key.ACCOUNT_PER_DAY: (5000, 1, 1_000_000, OUR_DEFAULT),
    Key.ATTEMPTS: (8, 1, 50, OUR_DEFAULT),
    Key.ASK_AFTER: (75, 0, 86_400, "请求最长等 15 秒，再留 60 秒给迟到的请求"),
    Key.ASK_EVERY: (120, 0, 86_400, "两次都查无，才算没有发出；迟到的请求可能晚一步入账"),
    Key.ASK_TIMES: (10, 2, 200, OUR_DEFAULT),
    Key.RECEIPT_HOURS: (24, 1, 720, "运营商一般当天给出回执"),
    Key.BODY_DAYS: (365, 30, 36_500, "个人信息保护法第十九条：保存期限为实现处理目的所必要的最短时间"),
}
CLOCK_TIMES = {Key.QUIET_FROM, Key.QUIET_UNTIL, Key.DIGEST_AT}


def rule(key: str) -> int:
    """The number in force."""
    row = MessageRule.objects.filter(key=key, since__lte=timezone.now()).order_by("-id").first()
    return DEFAULTS[key][0] if row is None else row.value


def clock_time(key: str) -> time:
    """A time of the day, written as 2230."""
    value = rule(key)
    return time(value // 100, value % 100)
