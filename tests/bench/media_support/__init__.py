"""Parts of `./run bench media`."""
