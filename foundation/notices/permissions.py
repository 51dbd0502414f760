"""Who sees what left the house, and who may act on it. Nobody but the owner ever sees an inbox."""

#: 代表工委 looks after people who were not reached; the system administrator after the gateways.
BOARD_ROLES = ("congress_staff", "system_admin")
#: The limits of the house; the security administrator watches over personal data.
RULE_ROLES = ("system_admin",)


def sees_board(user) -> bool:
    """All copies: state, reason, masked number; never a text."""
    return user.has_role(*BOARD_ROLES)


def may_act(user) -> bool:
    """Resend, confirm, give up."""
    return user.has_role(*BOARD_ROLES)


def may_change_rules(user) -> bool:
    return user.has_role(*RULE_ROLES)
