"""What the audit log may keep of a login: enough to recognise a pattern, not to identify a stranger."""

import hashlib
import hmac

from django.conf import settings

from foundation.audit.origin import client_address, network
from foundation.audit.requests import own_transactions
from foundation.audit.verbs import register_verbs

__all__ = ["name_digest", "network", "network_of"]

register_verbs(
    {
        "accounts.login": "登录",
        "accounts.reseal": "改用新密钥封存",
        "accounts.login_failed": "登录失败",
        "accounts.login_locked": "登录被锁",
        "accounts.logout": "退出",
        "accounts.password_changed": "改密码",
        "accounts.code_failed": "验证码不对",
        "accounts.code_locked": "验证码被锁",
        "accounts.proved": "再次验证身份",
        "accounts.second_factor_added": "加第二步",
        "accounts.second_factor_reset": "重置第二步",
        "accounts.second_factor_removed": "删第二步",
        "accounts.sessions_ended": "结束登录",
        "accounts.token_issued": "签发令牌",
        "accounts.token_revoked": "吊销令牌",
        "accounts.token_refused": "令牌被拒",
        "accounts.sso_granted": "单点登录",
        "accounts.sso_linked": "关联统一身份",
        "accounts.sso_unknown": "统一身份无账号",
        "accounts.sso_failed": "统一身份失败",
        "accounts.sso_key_made": "生成单点登录密钥",
        "accounts.sso_keys_retired": "作废单点登录密钥",
        "accounts.sso_client_added": "登记系统",
        "accounts.sso_client_revoked": "吊销系统",
        "accounts.remove_demo": "停用演示账号",
    }
)
# attempts are counted in transactions of their own, before what was typed is checked (guard.py), and allauth tells
# us in commit hooks what it has done
own_transactions("account_*", "mfa_*")


def name_digest(name: str) -> str:
    """The same name gives the same short digest; without the secret key nobody can try names."""
    return hmac.new(
        settings.SECRET_KEY.encode(), name.strip().lower().encode("utf-8", "replace"), hashlib.sha256
    ).hexdigest()[:12]


def network_of(request) -> str:
    return network(client_address(request)) if request else ""
