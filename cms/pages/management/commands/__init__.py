"""Commands of the content folder."""
