"""Who may see and manage jobs: system administrators all of them, chief editors their own, owners may look."""

from foundation.accounts.roles import BY_KEY


def _has_role(user, key: str) -> bool:
    return user.groups.filter(name=BY_KEY[key].group).exists()


def may_see_all(user) -> bool:
    return user.is_active and (user.is_superuser or _has_role(user, "system_admin"))


def may_see(user, job) -> bool:
    return user.is_active and (job.created_by_id == user.pk or may_see_all(user))


def may_manage(user, job) -> bool:
    """Cancel and retry."""
    if may_see_all(user):
        return True
    return user.is_active and job.created_by_id == user.pk and _has_role(user, "chief_editor")


def has_any_job(user) -> bool:
    """Whether the screen has anything to say to this person."""
    from .models import Job

    return (
        may_see_all(user) or _has_role(user, "chief_editor") or Job.objects.filter(created_by=user).exists()
    )
