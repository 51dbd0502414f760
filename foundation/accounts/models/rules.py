"""The numbers of logging in, as data with their source; the security administrator may change them."""

from collections.abc import Callable, Mapping

from django.db import models

STANDARD = "GB/T 22239-2019 第 8.1.4.1 条"


class LoginRule(models.Model):
    """A number with a unit and a source."""

    class Key(models.TextChoices):
        PASSWORD_LENGTH = "password_length", "密码至少几个字符"
        PASSWORD_CLASSES = "password_classes", "密码至少含几类字符"
        PASSWORD_UNGUESSABLE = "password_unguessable", "去掉常见词、键盘连键和日期后至少剩几个字符"
        PASSWORD_HISTORY = "password_history", "新密码不能和最近几个相同"
        PASSWORD_DAYS = "password_days", "密码用几天要换（0 为不限）"
        LOCK_FAILURES = "lock_failures", "连续输错几次就锁"
        LOCK_MINUTES = "lock_minutes", "锁几分钟"
        ADDRESS_TRIES = "address_tries", "同一网络地址每分钟最多试几次密码"
        CODE_TRIES = "code_tries", "陌生网络每天最多共试几次验证码"
        IDLE_MINUTES = "idle_minutes", "几分钟不操作就退出"
        IDLE_MINUTES_ADMIN = "idle_minutes_admin", "三员几分钟不操作就退出"
        SESSION_HOURS = "session_hours", "一次登录最长几小时"
        PROOF_MINUTES = "proof_minutes", "要紧的操作前，几分钟内验过身份不用再验"
        TOKEN_CALLS = "token_calls", "一个服务令牌每分钟最多调用几次"
        TOKEN_DAYS = "token_days", "服务令牌最长有效几天"

    key = models.CharField("规则", max_length=40, choices=Key, unique=True)
    value = models.PositiveIntegerField("数值")
    source = models.CharField("依据", max_length=300)

    class Meta:
        verbose_name = "登录规则"
        verbose_name_plural = "登录规则"
        ordering = ["key"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_key_display()

    @property
    def allowed(self) -> bool:
        """Not weaker than production accepts (checks.py refuses to start otherwise)."""
        return self.value >= self.least and WEAKEST.get(self.key, lambda number: True)(self.value)

    @property
    def least(self) -> int:
        """The smallest value that still is a rule."""
        return 0 if self.key == self.Key.PASSWORD_DAYS else 1

    @classmethod
    def in_force(cls) -> list["LoginRule"]:
        """Every rule, with the default where nobody decided otherwise."""
        rows = {row.key: row for row in cls.objects.all()}
        return [
            rows.get(key) or cls(key=key, value=DEFAULTS[key][0], source=DEFAULTS[key][1]) for key in cls.Key
        ]


Key = LoginRule.Key
DEFAULTS: Mapping[str, tuple[int, str]] = {
    Key.PASSWORD_LENGTH: (12, f"{STANDARD} a"),
    Key.PASSWORD_CLASSES: (3, f"{STANDARD} a"),
    Key.PASSWORD_UNGUESSABLE: (6, f"{STANDARD} a"),
    Key.PASSWORD_HISTORY: (5, f"{STANDARD} a"),
    Key.PASSWORD_DAYS: (90, f"{STANDARD} a（定期更换）"),
    Key.LOCK_FAILURES: (5, f"{STANDARD} b"),
    Key.LOCK_MINUTES: (30, f"{STANDARD} b"),
    Key.ADDRESS_TRIES: (20, f"{STANDARD} b"),
    Key.CODE_TRIES: (20, f"{STANDARD} b"),
    Key.IDLE_MINUTES: (30, f"{STANDARD} b（超时退出）"),
    Key.IDLE_MINUTES_ADMIN: (15, f"{STANDARD} b（超时退出）"),
    Key.SESSION_HOURS: (8, f"{STANDARD} b（超时退出）"),
    Key.PROOF_MINUTES: (10, f"{STANDARD} d"),
    Key.TOKEN_CALLS: (120, "默认值，请按接口约定修改"),
    Key.TOKEN_DAYS: (365, "默认值，请按本机关密钥管理制度修改"),
}


#: What production accepts; the defaults are the standard's numbers, an office may be somewhat milder or stricter.
WEAKEST: Mapping[str, Callable[[int], bool]] = {
    Key.PASSWORD_LENGTH: lambda n: n >= 8,
    Key.PASSWORD_CLASSES: lambda n: n >= 2,
    Key.LOCK_FAILURES: lambda n: n <= 10,
    Key.LOCK_MINUTES: lambda n: n >= 5,
    Key.CODE_TRIES: lambda n: n <= 100,
    Key.IDLE_MINUTES: lambda n: n <= 120,
    Key.IDLE_MINUTES_ADMIN: lambda n: n <= 60,
    Key.SESSION_HOURS: lambda n: n <= 24,
}


def rules() -> dict[str, int]:
    """All numbers in force, by key; one query."""
    return {key: value for key, (value, _) in DEFAULTS.items()} | dict(
        LoginRule.objects.values_list("key", "value")
    )


def rule(key: str) -> int:
    """One number in force."""
    return rules()[key]
