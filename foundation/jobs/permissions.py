"""Who may see and manage jobs: the verb `system.jobs`, and everybody may look at what they started themselves."""

from foundation.rights.may import may
from foundation.rights.scopes import Scope
from foundation.rights.table import BY_VERB

VERB = "system.jobs"


def may_see_all(user) -> bool:
    holders = BY_VERB[VERB].holders
    return user.is_active and any(holders.get(role.key) is Scope.ALL for role in user.roles)


def may_manage(user, job) -> bool:
    """Cancel and retry."""
    return may(user, VERB, job)


def has_any_job(user) -> bool:
    """Whether the screen has anything to say to this person."""
    from .models import Job

    return may(user, VERB) or Job.objects.filter(created_by=user).exists()
