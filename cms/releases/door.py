"""Who sees releases: the office everything, system administrators the figures without the content."""

from foundation.rights.may import may


def may_see(user) -> bool:
    return may(user, "site.releases")


def sees_content(user) -> bool:
    """Titles and texts. The three administrators keep the machine running without them."""
    return may(user, "content.desk")


def may_roll_back(user) -> bool:
    return may(user, "site.roll_back")
