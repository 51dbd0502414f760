"""A year of invented motions and suggestions, for the demo."""
