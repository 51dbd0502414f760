"""Sessions: their limits by role, and the person's own list of them."""
