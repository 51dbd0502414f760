"""Training by video."""
