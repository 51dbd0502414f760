"""How many unread messages the shell shows."""

MANY = 99


def number(unread) -> str:
    """0 … 99, 99+; the database counts no further."""
    count = unread.order_by()[: MANY + 1].count()
    return f"{MANY}+" if count > MANY else str(count)
