"""The guard of a public host: watches what is served, says what was changed, and puts it back from the signed store."""
