"""What runs while a broadcast is on air."""
