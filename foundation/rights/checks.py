"""Production must not run with roles that no two people agreed to."""

from django.core import checks
from django.db import DatabaseError


def memberships_without_grant() -> list[tuple[str, str, str]]:
    """In the shape of foundation.accounts.checks.production_faults."""
    from foundation.accounts.roles import BY_KEY

    from .services import roles_without_grant

    try:
        found = roles_without_grant()
    except DatabaseError:
        return []  # before the first migration
    if not found:
        return []
    named = "、".join(f"{person}（{BY_KEY[role].name}）" for person, role in found[:5])
    cure = "在“授权”里补办提出和批准，或者用 manage.py take_back_roles 收回。"
    return [("rights.W001", f"有 {len(found)} 个角色没有经过授权和批准：{named}。", cure)]


@checks.register(checks.Tags.security, deploy=True)
def check_grants(app_configs, **kwargs) -> list[checks.Warning]:
    return [checks.Warning(what, hint=cure, id=number) for number, what, cure in memberships_without_grant()]
