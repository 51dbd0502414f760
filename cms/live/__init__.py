"""Broadcasts as editors see them: the calendar, the control room, and the blocks that bring them onto pages."""
