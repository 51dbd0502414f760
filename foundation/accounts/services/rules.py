"""Change a rule of logging in."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.audit.services import record
from foundation.rights.may import may

from ..models import LoginRule
from ..models.rules import DEFAULTS


@transaction.atomic
def change_login_rule(key: str, value: int, source: str, *, by) -> LoginRule:
    """By the security administrator, with the source of the number. Raises ValidationError, PermissionDenied."""
    if not may(by, "accounts.policy"):
        raise PermissionDenied("登录规则由安全管理员改。")
    stored = LoginRule.objects.select_for_update().filter(key=key).first()
    row = stored or LoginRule(key=key, value=DEFAULTS[key][0])
    if not source.strip():
        raise ValidationError({"source": "写上依据：哪份制度、哪一条。"})
    before, row.value, row.source = row.value, value, source.strip()
    if not row.allowed:
        raise ValidationError({"value": f"{row}：{value} 太松，正式环境会拒绝启动。"})
    row.full_clean()
    row.save()
    record(
        actor=by,
        verb="accounts.rule_changed",
        object_key=f"login_rule:{key}",
        was=before,
        value=value,
        source=row.source,
    )
    return row
