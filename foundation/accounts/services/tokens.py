"""Issue and revoke the tokens of other systems."""

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.audit.services import record
from foundation.rights.may import may
from foundation.rulebook.reading import number

from ..models import ServiceToken
from ..rules import Key
from ..tokens import PREFIX, SCOPES, digest_of


@transaction.atomic
def issue_token(*, name: str, owner_unit: str, scopes: list[str], days: int, by) -> tuple[ServiceToken, str]:
    """The token and its secret, which nobody can read again. Raises PermissionDenied, ValidationError."""
    _only_security_admin(by)
    if unknown := set(scopes) - SCOPES.keys():
        raise ValidationError({"scopes": f"没有这样的权限：{'、'.join(sorted(unknown))}。"})
    if not scopes:
        raise ValidationError({"scopes": "至少选一项权限。"})
    if not 0 < days <= number(Key.TOKEN_DAYS):
        raise ValidationError({"days": f"有效期是 1 到 {number(Key.TOKEN_DAYS)} 天。"})
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ServiceToken.objects.create(
        name=name,
        owner_unit=owner_unit,
        scopes=sorted(scopes),
        digest=digest_of(secret),
        hint=secret[:8],
        issued_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    record(
        actor=by,
        verb="accounts.token_issued",
        object_key=f"service_token:{token.pk}",
        obj=token,
        scopes=token.scopes,
        days=days,
    )
    return token, secret


@transaction.atomic
def revoke_token(token: ServiceToken, *, by) -> None:
    """At once and for good. Revoking twice does nothing. Raises PermissionDenied."""
    _only_security_admin(by)
    token = ServiceToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = timezone.now(), by
        token.save(update_fields=["revoked_at", "revoked_by"])
        record(actor=by, verb="accounts.token_revoked", object_key=f"service_token:{token.pk}", obj=token)


def _only_security_admin(by) -> None:
    if not may(by, "accounts.tokens"):
        raise PermissionDenied("服务令牌由安全管理员签发和吊销。")
