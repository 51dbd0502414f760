"""A fictitious congress: everybody and everything here is invented."""
