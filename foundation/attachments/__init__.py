"""Files people hand in: looked at, cleaned, kept where no address leads, given out by a view that asks who asks."""
