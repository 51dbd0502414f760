"""What production must not have: a superuser, a demo account, a secret that others may know."""

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from foundation.rulebook.refusals import RuleMissing

PLACEHOLDERS = ("change", "placeholder", "example", "insecure", "secret", "test", "demo", "密钥")


def production_faults() -> list[tuple[str, str, str]]:
    """(id, what is wrong, what to do) for everything that forbids serving the public."""
    return [*_weak_secret(), *_forbidden_accounts(), *_weak_login(), *_single_sign_on()]


def _weak_secret() -> list[tuple[str, str, str]]:
    key = settings.SECRET_KEY
    if len(key) >= 40 and len(set(key)) >= 12 and not any(word in key.lower() for word in PLACEHOLDERS):
        return []
    cure = "换成随机的一串：python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    return [("accounts.E001", "SECRET_KEY 是占位值，或者太短、太简单。", cure)]


def _forbidden_accounts() -> list[tuple[str, str, str]]:
    from .models import User

    try:
        supers = list(
            User.objects.filter(is_superuser=True, is_active=True).values_list("username", flat=True)
        )
        demos = list(User.objects.filter(is_demo=True).values_list("username", flat=True))
    except DatabaseError:
        return []  # before the first migration there are no accounts
    faults = []
    if supers:
        cure = "给他相应的管理员角色，再取消超级用户（is_superuser）。"
        faults.append(("accounts.E002", f"有超级用户：{'、'.join(supers[:5])}。", cure))
    if demos:
        cure = "删除演示账号：manage.py remove_demo_accounts"
        faults.append(("accounts.E003", f"有演示账号：{'、'.join(demos[:5])}。", cure))
    return faults


def _weak_login() -> list[tuple[str, str, str]]:
    """Settings and rules that would open what the law wants closed (GB/T 22239-2019 §8.1.4.1)."""
    from .rules import too_weak

    faults = []
    if not settings.SECOND_FACTOR_REQUIRED:
        faults.append(("accounts.E004", "登录不要求第二步。", "去掉 SECOND_FACTOR_REQUIRED = False。"))
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        faults.append(
            (
                "accounts.E005",
                "登录的 Cookie 可以走明文。",
                "SESSION_COOKIE_SECURE 和 CSRF_COOKIE_SECURE 设为 True。",
            )
        )
    try:
        weak = too_weak()
    except (DatabaseError, RuleMissing):
        return faults  # before the first migration
    if weak:
        faults.append(("accounts.E006", f"登录规则太松：{'、'.join(weak)}。", "由安全管理员在“规则”里改严。"))
    return faults


def _single_sign_on() -> list[tuple[str, str, str]]:
    from .sso.keys import key_files

    faults = []
    if settings.OIDC_PROVIDER and not key_files():
        faults.append(("accounts.E007", "开了单点登录，却没有签名密钥。", "manage.py oidc_keys make"))
    if settings.OIDC_CLIENT_URL and not settings.OIDC_CLIENT_URL.startswith("https://"):
        faults.append(("accounts.E008", "统一身份认证平台的地址不是 https。", "改 OIDC_CLIENT_URL。"))
    return faults


@checks.register(checks.Tags.security, deploy=True)
def check_production(app_configs, **kwargs) -> list[checks.Error]:
    return [checks.Error(what, hint=cure, id=number) for number, what, cure in production_faults()]


def refuse_unsafe_start() -> None:
    """Called by the web process. Raises ImproperlyConfigured where the settings ask for a safe start."""
    faults = production_faults() if getattr(settings, "REFUSE_UNSAFE_START", False) else []
    if faults:
        raise ImproperlyConfigured("不能启动：\n" + "\n".join(f"- {what} {cure}" for _, what, cure in faults))
