"""Template tags of clocks."""
