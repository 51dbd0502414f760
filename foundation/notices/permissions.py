"""Who sees what left the house, and who may act on it. Nobody but the owner ever sees an inbox."""

from foundation.rights.may import may


def sees_board(user) -> bool:
    """All copies: state, reason, masked number; never a text."""
    return may(user, "notices.board")


def may_act(user) -> bool:
    """Resend, confirm, give up."""
    return may(user, "notices.board")
