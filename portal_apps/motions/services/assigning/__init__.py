"""Which unit handles it."""
