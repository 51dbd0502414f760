"""Parts of the bench `publishing`."""
