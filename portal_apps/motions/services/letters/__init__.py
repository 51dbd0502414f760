"""Letters as files, and the templates they are made of."""
