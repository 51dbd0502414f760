"""Template tags of account life."""
