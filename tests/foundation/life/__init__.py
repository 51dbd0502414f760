"""Account life."""
