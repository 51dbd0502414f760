"""Who may see and manage jobs: system administrators all of them, chief editors their own, owners may look."""

SYSTEM_ADMIN, CHIEF_EDITOR = "系统管理员", "总编"


def _in_group(user, name: str) -> bool:
    return user.groups.filter(name=name).exists()


def may_see_all(user) -> bool:
    return user.is_active and (user.is_superuser or _in_group(user, SYSTEM_ADMIN))


def may_see(user, job) -> bool:
    return user.is_active and (job.created_by_id == user.pk or may_see_all(user))


def may_manage(user, job) -> bool:
    """Cancel and retry."""
    if may_see_all(user):
        return True
    return user.is_active and job.created_by_id == user.pk and _in_group(user, CHIEF_EDITOR)
