"""From approved content to a signed static release. Entered only through `contract` and `services`."""
