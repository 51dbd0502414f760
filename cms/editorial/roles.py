"""Who may do what in the editorial office, in words: one question per function.

A superuser is not asked for: being one gives no editorial role, so nobody passes a review by rank.
"""

from foundation.accounts.roles import BY_KEY

STAGE_ROLES = {1: "first_reviewer", 2: "second_reviewer", 3: "final_reviewer"}
REVIEW_ROLES = tuple(STAGE_ROLES.values())


def has_role(user, *keys: str) -> bool:
    """Whether an active user holds one of the roles. Group names are read once per user object."""
    if not getattr(user, "is_active", False) or not user.pk:
        return False
    if not hasattr(user, "_editorial_groups"):
        user._editorial_groups = set(user.groups.values_list("name", flat=True))
    return any(BY_KEY[key].group in user._editorial_groups for key in keys)
