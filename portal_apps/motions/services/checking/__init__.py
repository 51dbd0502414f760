"""From filing to a number, or to another way."""
